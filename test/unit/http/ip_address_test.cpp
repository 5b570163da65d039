#include <vgen/http/ip_address.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <utility>

using vgen::IpAddress;
using vgen::IpRange;

namespace {

std::string text_of(std::string_view text) {
  const auto address = IpAddress::parse(text);
  return address ? address->text() : "none";
}

bool is_in(std::string_view address, std::string_view range) {
  return IpRange::parse(range).value().contains(IpAddress::parse(address).value());
}

}  // namespace

TEST_CASE("IP addresses are written in one way (RFC 5952)", "[http]") {
  const auto [written, canonical] = GENERATE(table<std::string, std::string>({
      {"192.0.2.1", "192.0.2.1"},
      {"0.0.0.0", "0.0.0.0"},
      {"::", "::"},
      {"::1", "::1"},
      {"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
      {"1:0:0:2:0:0:3:4", "1::2:0:0:3:4"},
      {"fe80::1%eth0", "fe80::1"},
      {"::ffff:192.0.2.1", "192.0.2.1"},
      {"::ffff:c000:201", "192.0.2.1"},
      {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
      {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
  }));
  CHECK(text_of(written) == canonical);
}

TEST_CASE("IP addresses: other texts", "[http]") {
  const std::string text = GENERATE(
      as<std::string>{}, "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ",
      "1..2.3", "0x1.2.3.4", "-1.2.3.4", "1.2.3.4:80", "[::1]", ":", ":::", "1::2::3",
      "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::g", "1:", ":1",
      "1.2.3.4::", "::1.2.3", "::1.2.3.4:5", "fe80::1%", "1.2.3.4%eth0", "localhost", "::+1");
  CHECK(text_of(text) == "none");
}

TEST_CASE("IP ranges", "[http]") {
  CHECK(is_in("10.1.2.3", "10.0.0.0/8"));
  CHECK(is_in("::ffff:10.1.2.3", "10.0.0.0/8"));
  CHECK_FALSE(is_in("11.0.0.0", "10.0.0.0/8"));
  CHECK(is_in("192.0.2.129", "192.0.2.128/25"));
  CHECK_FALSE(is_in("192.0.2.127", "192.0.2.128/25"));
  CHECK(is_in("192.0.2.1", "192.0.2.1"));
  CHECK_FALSE(is_in("192.0.2.2", "192.0.2.1"));
  CHECK(is_in("203.0.113.9", "0.0.0.0/0"));
  CHECK_FALSE(is_in("::1", "0.0.0.0/0"));
  CHECK(is_in("2001:db8:ffff::1", "2001:db8::/32"));
  CHECK_FALSE(is_in("2001:db9::", "2001:db8::/32"));
  CHECK(is_in("192.0.2.1", "::/0"));
}

TEST_CASE("IP ranges: other texts", "[http]") {
  const std::string text =
      GENERATE(as<std::string>{}, "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1",
               "10.0.0.0/8/8", "10.0.0.0/08", "::/129", "10.0.0/8", "example.org", "10.0.0.0 /8");
  CHECK_FALSE(IpRange::parse(text));
}
