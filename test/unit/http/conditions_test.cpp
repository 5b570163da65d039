#include <vgen/http/conditions.hpp>
#include <vgen/http/date.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using vgen::allows_range;
using vgen::check_conditions;
using vgen::Condition;
using vgen::Version;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

const std::chrono::sys_seconds noon = *vgen::read_http_date("Sun, 29 Nov 2026 12:00:00 GMT");
const Version version{.etag = "v7", .modified = noon};

template <class Ask>
auto with(const std::string& method, const Fields& fields, Ask ask) {
  std::vector<vgen::Header> headers;
  for (const auto& [name, value] : fields) headers.push_back({.name = name, .value = value});
  const vgen::Request request{.method = method, .headers = headers};
  return ask(request);
}

Condition check(const std::string& method, const Fields& fields, const Version& of = version) {
  return with(method, fields,
              [&](const vgen::Request& request) { return check_conditions(request, of); });
}

bool range(const std::string& value, const Version& of = version) {
  return with("GET", {{"If-Range", value}},
              [&](const vgen::Request& request) { return allows_range(request, of); });
}

}  // namespace

TEST_CASE("conditions: without fields every request is answered", "[http]") {
  for (const char* const method : {"GET", "HEAD", "PUT", "DELETE"})
    CHECK(check(method, {}) == Condition::met);
}

TEST_CASE("conditions: If-Match compares strongly", "[http]") {
  for (const char* const method : {"GET", "PUT", "DELETE"}) {
    CHECK(check(method, {{"If-Match", "\"v7\""}}) == Condition::met);
    CHECK(check(method, {{"if-match", "\"v6\" ,\t\"v7\""}}) == Condition::met);
    CHECK(check(method, {{"If-Match", "\"a,\\b\", \"v7\""}}) == Condition::met);
    CHECK(check(method, {{"If-Match", "\"v6\""}, {"If-Match", "\"v7\""}}) == Condition::met);
    CHECK(check(method, {{"If-Match", "*"}}) == Condition::met);
    for (const char* const other : {"\"v6\"", "W/\"v7\"", "v7", "\"v7", "\"V7\"", "", "w/\"v7\"",
                                    "\"v6\" \"v7\"", "\"v 7\", \"v7\"", "**"}) {
      INFO(other);
      CHECK(check(method, {{"If-Match", other}}) == Condition::failed);
    }
  }
  CHECK(check("PUT", {{"If-Match", "W/\"v7\""}}, {.etag = "v7", .weak = true}) ==
        Condition::failed);
  CHECK(check("PUT", {{"If-Match", "\"\""}}, {}) == Condition::failed);
}

TEST_CASE("conditions: If-None-Match compares weakly", "[http]") {
  for (const char* const known :
       {"\"v7\"", "W/\"v7\"", "\"v6\", W/\"v7\"", "*", "\"a,b\",\"v7\"", ",, \"v7\""}) {
    INFO(known);
    CHECK(check("GET", {{"If-None-Match", known}}) == Condition::not_modified);
    CHECK(check("HEAD", {{"If-None-Match", known}}) == Condition::not_modified);
    CHECK(check("PUT", {{"If-None-Match", known}}) == Condition::failed);
  }
  for (const char* const other : {"\"v6\"", "v7", "", "\"v7"}) {
    INFO(other);
    CHECK(check("GET", {{"If-None-Match", other}}) == Condition::met);
    CHECK(check("PUT", {{"If-None-Match", other}}) == Condition::met);
  }
  CHECK(check("GET", {{"If-None-Match", "\"v7\""}}, {.etag = "v7", .weak = true}) ==
        Condition::not_modified);
}

TEST_CASE("conditions: what does not exist matches nothing", "[http]") {
  const Version none{.etag = "v7", .modified = noon, .exists = false};
  CHECK(check("PUT", {{"If-None-Match", "*"}}, none) == Condition::met);
  CHECK(check("PUT", {{"If-None-Match", "\"v7\""}}, none) == Condition::met);
  CHECK(check("PUT", {{"If-Match", "*"}}, none) == Condition::failed);
  CHECK(check("PUT", {{"If-Match", "\"v7\""}}, none) == Condition::failed);
  CHECK(check("PUT", {{"If-Unmodified-Since", "Sun, 29 Nov 2026 11:00:00 GMT"}}, none) ==
        Condition::met);
}

TEST_CASE("conditions: dates", "[http]") {
  const std::string before = "Sun, 29 Nov 2026 11:59:59 GMT";
  const std::string same = "Sun, 29 Nov 2026 12:00:00 GMT";
  const std::string after = "Sunday, 29-Nov-26 12:00:01 GMT";
  CHECK(check("GET", {{"If-Modified-Since", before}}) == Condition::met);
  CHECK(check("GET", {{"If-Modified-Since", same}}) == Condition::not_modified);
  CHECK(check("HEAD", {{"If-Modified-Since", after}}) == Condition::not_modified);
  CHECK(check("PUT", {{"If-Modified-Since", same}}) == Condition::met);
  CHECK(check("PUT", {{"If-Unmodified-Since", before}}) == Condition::failed);
  CHECK(check("PUT", {{"If-Unmodified-Since", same}}) == Condition::met);
  CHECK(check("GET", {{"If-Unmodified-Since", before}}) == Condition::failed);
  for (const char* const wrong : {"yesterday", "", "Sun, 32 Nov 2026 12:00:00 GMT", "1764417600"}) {
    CHECK(check("GET", {{"If-Modified-Since", wrong}}) == Condition::met);
    CHECK(check("PUT", {{"If-Unmodified-Since", wrong}}) == Condition::met);
  }
  CHECK(check("GET", {{"If-Modified-Since", same}, {"If-Modified-Since", same}}) == Condition::met);
  // A time between two seconds is the one that the client has seen.
  CHECK(check("GET", {{"If-Modified-Since", same}},
              {.modified = noon + std::chrono::milliseconds(700)}) == Condition::not_modified);
  CHECK(check("GET", {{"If-Modified-Since", same}}, {.etag = "v7"}) == Condition::met);
}

TEST_CASE("conditions: tags go before dates, If-Match before If-None-Match", "[http]") {
  const std::string before = "Sun, 29 Nov 2026 11:59:59 GMT";
  CHECK(check("PUT", {{"If-Match", "\"v7\""}, {"If-Unmodified-Since", before}}) == Condition::met);
  CHECK(check("GET", {{"If-None-Match", "\"v6\""},
                      {"If-Modified-Since", "Sun, 29 Nov 2026 12:00:00 GMT"}}) == Condition::met);
  CHECK(check("GET", {{"If-None-Match", "\"v7\""}, {"If-Modified-Since", before}}) ==
        Condition::not_modified);
  CHECK(check("GET", {{"If-Match", "\"v6\""}, {"If-None-Match", "\"v7\""}}) == Condition::failed);
  CHECK(check("GET", {{"If-Match", "\"v7\""}, {"If-None-Match", "\"v7\""}}) ==
        Condition::not_modified);
}

TEST_CASE("conditions: a range needs exactly this version", "[http]") {
  CHECK(range("\"v7\""));
  CHECK(range("Sun, 29 Nov 2026 12:00:00 GMT"));
  for (const char* const other : {"\"v6\"", "W/\"v7\"", "*", "", "\"v7\", \"v6\"",
                                  "Sun, 29 Nov 2026 12:00:01 GMT", "Sun, 29 Nov 2026 11:59:59 GMT"})
    CHECK_FALSE(range(other));
  CHECK_FALSE(range("\"v7\"", {.etag = "v7", .weak = true}));
  CHECK(with("GET", {}, [](const vgen::Request& request) { return allows_range(request, {}); }));
}

TEST_CASE("conditions: a tag cannot make another header", "[http]") {
  CHECK(vgen::entity_tag("v7") == "\"v7\"");
  CHECK(vgen::entity_tag("v7", true) == "W/\"v7\"");
  for (const char* const wrong : {"", "a\"b", "a b", "a\r\nb", "a\x7f", "\xc3\xa4"})
    CHECK_THROWS_AS(vgen::entity_tag(wrong), std::invalid_argument);
}

TEST_CASE("dates: three forms are read, one is written", "[http]") {
  const std::chrono::sys_seconds time = std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) +
                                        std::chrono::hours(8) + std::chrono::minutes(49) +
                                        std::chrono::seconds(37);
  CHECK(vgen::http_date(time) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(vgen::read_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == time);
  CHECK(vgen::read_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == time);
  CHECK(vgen::read_http_date("Sun Nov  6 08:49:37 1994") == time);
  CHECK(vgen::read_http_date("Sun Nov 16 08:49:37 1994") == time + std::chrono::days(10));
  for (const char* const wrong :
       {"", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "1994-11-06T08:49:37Z"}) {
    INFO(wrong);
    CHECK(vgen::read_http_date(wrong) == std::nullopt);
  }
}
