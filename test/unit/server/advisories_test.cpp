// What was published about the parsers of other C++ servers, as requests to this one.
#include "test/support/protocol_harness.hpp"

#include <vgen/http/cookies.hpp>
#include <vgen/http/headers.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

using vgen_test::ProtocolHarness;

namespace {

std::string get(std::string_view target, std::string_view headers = {}) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}

std::string chunked(std::string_view body) {
  return "POST /items HTTP/1.1\r\nHost: x\r\nContent-Type: "
         "application/json\r\nTransfer-Encoding: "
         "chunked\r\n\r\n" +
         std::string(body);
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++number;
  return number;
}

/// Texts that make a second header field or a second answer of one value.
const std::string splitting[] = {"a\r\nX: b",
                                 "a\nX: b",
                                 "a\rX: b",
                                 "a\r\n\r\nHTTP/1.1 200 OK",
                                 std::string("a\0\r\nX: b", 8),
                                 std::string("a\0b", 3),
                                 "a\x7f"};

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "advisories: CVE-2022-34970 (Crow), odd and endless queries",
                 "[server]") {
  std::string many = "/search?";
  for (int i = 0; i < 3000; ++i) many += "a=1&";
  const std::string target = GENERATE_COPY(
      as<std::string>{}, many, "/search?", "/search?=", "/search?&&&=&=", "/search?count",
      "/search?count=%", "/search?count=%f", "/search?[]=1&a[", "/search?" + std::string(5000, '='),
      "/search?" + std::string(5000, '&'));
  const std::string answer = send(get(target), GENERATE(7U, 100'000U));
  CHECK((answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 422")));
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "advisories: CVE-2022-38667 (Crow), requests behind one that is not answered yet",
                 "[server]") {
  std::string many = get("/wait");
  for (int i = 0; i < 500; ++i) many += get("/hello");
  const std::size_t piece = GENERATE(11U, 1000U, 100'000U);
  CHECK(send(many, piece).empty());
  CHECK(running());
  CHECK(run().empty());
  singletons.gate.open();
  CHECK(count(run() + send(""), "HTTP/1.1 200 OK") == 501);
}

TEST_CASE_METHOD(ProtocolHarness,
                 "advisories: CVE-2022-38667 (Crow), the client goes while its request runs",
                 "[server]") {
  send(get("/wait") + get("/wait"));
  peer_closed();
  for (int i = 0; i < 2; ++i) {
    run();
    singletons.gate.open();
  }
  run();
  CHECK(singletons.alive == 0);
}

TEST_CASE(
    "advisories: CVE-2023-26142 (Crow), CVE-2023-26137 (Drogon), CVE-2020-11709, "
    "CVE-2023-26130 and CVE-2025-0825 (cpp-httplib), a value that splits the answer",
    "[server]") {
  for (const std::string& text : splitting) {
    vgen::Headers headers;
    CHECK_THROWS_AS(headers.add("X", text), std::invalid_argument);
    CHECK_THROWS_AS(headers.set("Location", text), std::invalid_argument);
    CHECK_THROWS_AS(headers.add(text, "x"), std::invalid_argument);
    CHECK_THROWS_AS(vgen::set_cookie_value({.name = "a", .value = text}), std::invalid_argument);
    CHECK_THROWS_AS(vgen::set_cookie_value({.name = text, .value = "a"}), std::invalid_argument);
    CHECK(headers.empty());
  }
}

TEST_CASE_METHOD(ProtocolHarness,
                 "advisories: CVE-2025-46728 (cpp-httplib), chunks without a length are bounded",
                 "[server]") {
  limits.body_bytes = 1000;
  std::string small;
  for (int i = 0; i < 2000; ++i) small += "1\r\nx\r\n";
  const std::string body =
      GENERATE_COPY(as<std::string>{}, "7d0\r\n" + std::string(2000, 'x'), small);
  CHECK(send(chunked(body), 100).starts_with("HTTP/1.1 413"));
}

TEST_CASE_METHOD(ProtocolHarness,
                 "advisories: CVE-2025-52887 and CVE-2025-53628 (cpp-httplib), endless heads",
                 "[server]") {
  std::string fields;
  for (int i = 0; i < 5000; ++i) fields += "A: b\r\n";
  const std::string head =
      GENERATE_COPY(as<std::string>{}, get("/hello", fields),
                    "GET /hello HTTP/1.1\r\nHost: x\r\nA: " + std::string(100'000, 'b'),
                    "GET /hello HTTP/1.1\r\nHost: x\r\n" + std::string(100'000, 'a'),
                    "GET /" + std::string(100'000, 'a'), std::string(100'000, 'A'));
  CHECK(send(head, 1000).starts_with("HTTP/1.1 431"));
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "advisories: CVE-2025-53629 (cpp-httplib), endless extensions and trailers",
                 "[server]") {
  std::string trailers = "0\r\n";
  for (int i = 0; i < 5000; ++i) trailers += "A: b\r\n";
  const std::string body =
      GENERATE_COPY(as<std::string>{}, trailers, "1;" + std::string(100'000, 'a'),
                    std::string(100'000, '0'), "0\r\nA: " + std::string(100'000, 'b'));
  CHECK(send(chunked(body), 1000).starts_with("HTTP/1.1 400"));
  CHECK(finished());
}

TEST_CASE_METHOD(
    ProtocolHarness,
    "advisories: CVE-2025-66570 (cpp-httplib), fields cannot pretend to be the address",
    "[server]") {
  send(get("/hello", "REMOTE_ADDR: 10.0.0.1\r\nREMOTE_PORT: 1\r\nLOCAL_ADDR: 10.0.0.2\r\n"));
  CHECK(usable());
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "advisories: chunk sizes that overflow (Beast and others) are refused",
                 "[server]") {
  const std::string size =
      GENERATE(as<std::string>{}, "10000000000000000", "fffffffffffffffff", "+1", "-1", "0x1", " 1",
               "1 ", "1_0", "", ";a", "g", "\xd9\xa1");
  const std::string answer = send(chunked(size + "\r\nx\r\n0\r\n\r\n"));
  CHECK(answer.starts_with("HTTP/1.1 400"));
  CHECK(finished());
}
