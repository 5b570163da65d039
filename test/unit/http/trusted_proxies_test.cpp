#include <vgen/http/trusted_proxies.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using vgen::ClientFacts;
using vgen::ProxyHeaders;
using vgen::Scheme;
using vgen::TrustedProxies;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The client of a request that comes from 10.0.0.1.
ClientFacts client(const Fields& fields, ProxyHeaders headers = ProxyHeaders::automatic,
                   std::string_view peer = "10.0.0.1") {
  const TrustedProxies proxies({"10.0.0.0/8", "2001:db8::/32"}, headers);
  std::vector<vgen::Header> views;
  for (const auto& [name, value] : fields) views.push_back({.name = name, .value = value});
  return proxies.client_of({.headers = views}, peer);
}

std::string address(const Fields& fields) {
  return client(fields).address;
}

}  // namespace

TEST_CASE("proxies: the client is the rightmost address that is not trusted", "[http]") {
  CHECK(address({}) == "10.0.0.1");
  CHECK(address({{"X-Forwarded-For", "192.0.2.1"}}) == "192.0.2.1");
  CHECK(address({{"X-Forwarded-For", "198.51.100.1, 192.0.2.1"}}) == "192.0.2.1");
  CHECK(address({{"X-Forwarded-For", "198.51.100.1, 192.0.2.1, 10.1.1.1 ,10.2.2.2"}}) ==
        "192.0.2.1");
  CHECK(address({{"X-Forwarded-For", "198.51.100.1"}, {"x-forwarded-for", "192.0.2.1"}}) ==
        "192.0.2.1");
  CHECK(address({{"X-Forwarded-For", "10.9.9.9, 10.1.1.1"}}) == "10.9.9.9");
  CHECK(address({{"X-Forwarded-For", "192.0.2.1:4711"}}) == "192.0.2.1");
  CHECK(address({{"X-Forwarded-For", "[2001:dead::1]:4711"}}) == "2001:dead::1");
  CHECK(address({{"X-Forwarded-For", "2001:DEAD::1"}}) == "2001:dead::1");
}

TEST_CASE("proxies: nobody else is believed", "[http]") {
  const Fields fields = {{"X-Forwarded-For", "192.0.2.1"},
                         {"X-Forwarded-Proto", "https"},
                         {"X-Forwarded-Host", "evil.org"},
                         {"Forwarded", "for=192.0.2.1;proto=https"}};
  CHECK(client(fields, ProxyHeaders::automatic, "203.0.113.5") ==
        ClientFacts{.address = "203.0.113.5"});
  CHECK(client(fields, ProxyHeaders::automatic, "") == ClientFacts{});
}

TEST_CASE("proxies: a text that is not an address ends the search", "[http]") {
  const std::string wrong = GENERATE(as<std::string>{}, "", "unknown", "_hidden", "192.0.2",
                                     "192.0.2.1.evil", "192.0.2.1:", "192.0.2.1:x", "[::1",
                                     "[192.0.2.1]", "::1]", "\n", "\"192.0.2.1", "192.0.2.1%lo");
  CHECK(address({{"X-Forwarded-For", "198.51.100.1, " + wrong}}) == "10.0.0.1");
  CHECK(address({{"X-Forwarded-For", wrong + ", 10.3.3.3"}}) ==
        (wrong.starts_with('"') ? "10.0.0.1" : "10.3.3.3"));
  CHECK(address({{"X-Forwarded-For", wrong.starts_with('"') ? "x" : wrong}}) == "10.0.0.1");
}

TEST_CASE("proxies: Forwarded (RFC 7239)", "[http]") {
  const auto of = [](std::string value) { return client({{"Forwarded", std::move(value)}}); };
  CHECK(of("for=192.0.2.1") == ClientFacts{.address = "192.0.2.1", .by_proxy = true});
  CHECK(of("For=\"[2001:dead::17]:4711\"").address == "2001:dead::17");
  CHECK(of("for=192.0.2.1;proto=https;by=10.0.0.1;host=example.org") ==
        ClientFacts{.address = "192.0.2.1",
                    .scheme = Scheme::https,
                    .host = "example.org",
                    .by_proxy = true});
  CHECK(of("for=198.51.100.1, for=192.0.2.1, for=10.1.1.1").address == "192.0.2.1");
  CHECK(of("for=198.51.100.1, for=unknown").address == "10.0.0.1");
  CHECK(of("for=198.51.100.1, for=\"_hidden\", for=10.1.1.1").address == "10.1.1.1");
  CHECK(of("proto=https").scheme == Scheme::https);
  CHECK(of(R"(for="192.0.2.\1")").address == "192.0.2.1");
  // What looks like two elements is one quoted text.
  CHECK(of(R"(for=198.51.100.1, for="x, for=192.0.2.1")").address == "10.0.0.1");
  CHECK(of(R"(for="192.0.2.1)").address == "10.0.0.1");
}

TEST_CASE("proxies: the nearest proxies know scheme and host", "[http]") {
  CHECK(client({{"X-Forwarded-For", "192.0.2.1"},
                {"X-Forwarded-Proto", "http, https"},
                {"X-Forwarded-Host", "evil.org, example.org:8443"}}) ==
        ClientFacts{.address = "192.0.2.1",
                    .scheme = Scheme::https,
                    .host = "example.org:8443",
                    .by_proxy = true});
  CHECK(client({{"X-Forwarded-Proto", "gopher"}, {"X-Forwarded-Host", "a b"}}) ==
        ClientFacts{.address = "10.0.0.1", .by_proxy = true});
  // The client of the first trusted proxy decides, not what is left of it.
  CHECK(client({{"Forwarded", "for=192.0.2.1;proto=http, for=10.1.1.1;proto=https"}}).scheme ==
        Scheme::http);
  CHECK(client({{"Forwarded", "for=1.1.1.1;proto=https, for=192.0.2.1;proto=http"}}).scheme ==
        Scheme::http);
}

TEST_CASE("proxies: a proxy that knows one field passes the other one on", "[http]") {
  const Fields both = {{"Forwarded", "for=198.51.100.66"}, {"X-Forwarded-For", "192.0.2.1"}};
  CHECK(client(both) == ClientFacts{.address = "10.0.0.1", .by_proxy = true});
  CHECK(client(both, ProxyHeaders::x_forwarded).address == "192.0.2.1");
  CHECK(client(both, ProxyHeaders::forwarded).address == "198.51.100.66");
  CHECK(address({{"Forwarded", "for=192.0.2.1"}, {"X-Forwarded-For", "192.0.2.1"}}) == "192.0.2.1");
  CHECK(client({{"X-Forwarded-For", "192.0.2.1"}}, ProxyHeaders::forwarded).address == "10.0.0.1");
}

TEST_CASE("proxies: the addresses of proxies", "[http]") {
  CHECK(TrustedProxies({}).client_of({}, "192.0.2.1") == ClientFacts{.address = "192.0.2.1"});
  CHECK(client({{"X-Forwarded-For", "192.0.2.1"}}, ProxyHeaders::automatic, "::ffff:10.0.0.1")
            .address == "192.0.2.1");
  CHECK(client({{"X-Forwarded-For", "192.0.2.1"}}, ProxyHeaders::automatic, "2001:db8::5%eth0")
            .address == "192.0.2.1");
  CHECK_THROWS_WITH(TrustedProxies({"10.0.0.0/8", "proxy"}),
                    "the trusted proxy \"proxy\" must be an address or a range, such as "
                    "10.0.0.0/8");
}
