// Heads that are not valid, or that two readers could read in different ways. Each is answered with
// 400, and the connection is closed.
#include "test/support/protocol_harness.hpp"

#include <catch2/catch.hpp>

#include <string>

using vgen_test::ProtocolHarness;

namespace {

/// The text that an attacker would smuggle as a second request.
const std::string smuggled = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

std::string with(std::string_view headers) {
  return "POST /measure HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "malformed: request lines", "[server]") {
  const std::string head = GENERATE(
      as<std::string>{}, "nonsense\r\n\r\n", "GET\r\n\r\n", "GET /hello\r\n\r\n",
      "GET  /hello HTTP/1.1\r\nHost: x\r\n\r\n", "GET /hello HTTP/1.1 \r\nHost: x\r\n\r\n",
      "GET /hello HTTP/1.10\r\nHost: x\r\n\r\n", "GET /hello HTTP/11.1\r\nHost: x\r\n\r\n",
      "GET /hello http/1.1\r\nHost: x\r\n\r\n", "GET /he llo HTTP/1.1\r\nHost: x\r\n\r\n",
      " GET /hello HTTP/1.1\r\nHost: x\r\n\r\n", "G@T /hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET hello HTTP/1.1\r\nHost: x\r\n\r\n", "GET /hello#x HTTP/1.1\r\nHost: x\r\n\r\n",
      "CONNECT example.org HTTP/1.1\r\nHost: x\r\n\r\n", "GET /hello HTTP/1.1\nHost: x\n\n",
      "GET /hello HTTP/1.1\r\nHost: x\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
      "GET /hello HTTP/1.\r\nHost: x\r\n\r\n", "GET /hello HTTP/1\r\nHost: x\r\n\r\n",
      "GET /hello HTTPS/1.1\r\nHost: x\r\n\r\n", "GET /hello HTTP/1,1\r\nHost: x\r\n\r\n",
      "GET http://user@x/hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http:///hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://:80/hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://a b/hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://x:y/hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET ftp://x/hello HTTP/1.1\r\nHost: x\r\n\r\n", "\rGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  CAPTURE(head);
  const std::string answer = send(head + smuggled);
  CHECK(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"));
  CHECK(answer.find("Content-Type: application/problem+json\r\n") != std::string::npos);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.find("hello") == std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: hosts", "[server]") {
  const std::string headers = GENERATE(
      as<std::string>{}, "", "Host: x\r\nHost: x\r\n", "Host: x\r\nhost: y\r\n", "Host: a b\r\n",
      "Host: a/b\r\n", "Host: user@x\r\n", "Host: x, y\r\n", "Host: x:y\r\n", "Host: x:80:80\r\n",
      "Host: x:-1\r\n", "Host: x:65536\r\n", "Host: x:99999999999999999999\r\n", "Host: ::1\r\n",
      "Host: [::1\r\n", "Host: ::1]\r\n", "Host: [::1]x\r\n", "Host: [::1]:x\r\n", "Host: []\r\n",
      "Host: [1.2.3.4]\r\n", "Host: [x]\r\n", "Host: [::1%25eth0]\r\n", "Host: [fe80::1%eth0]\r\n",
      "Host: [1::2::3]\r\n", "Host: [v.x]\r\n", "Host: a[b]\r\n", "Host: a%\r\n", "Host: a%2\r\n",
      "Host: a%zz\r\n", "Host: a?b\r\n", "Host: a#b\r\n", "Host: a\\b\r\n", "Host: a\"b\r\n",
      "Host: <x>\r\n", "Host: \xc3\xa9\r\n", "Host: http://x\r\n", "Host: x\ty\r\n",
      "Host: x 80\r\n", "Host: x: 80\r\n", "Host: a^b\r\n", "Host: {x}\r\n");
  CAPTURE(headers);
  CHECK(send("GET /hello HTTP/1.1\r\n" + headers + "\r\n" + smuggled)
            .starts_with("HTTP/1.1 400 Bad Request\r\n"));
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: header fields", "[server]") {
  const std::string headers =
      GENERATE(as<std::string>{}, "X : 1\r\n", "X\r\n", ": 1\r\n", "X: a\r\n b\r\n", "X:\r\n b\r\n",
               "X:\r\n \r\n", "X: a\r\n \r\n", "X: a\rb\r\n", " X: 1\r\n", "X(: 1\r\n",
               "X: a\x01\r\n", "X: a\n", "Connection: ,;\r\n");
  CAPTURE(headers);
  CHECK(send(with(headers) + smuggled).starts_with("HTTP/1.1 400 Bad Request\r\n"));
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: lengths that two readers could read in two ways",
                 "[server]") {
  const std::string headers = GENERATE(
      as<std::string>{}, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
      "Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
      "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Content-Length: -5\r\n",
      "Content-Length: 0x5\r\n", "Content-Length: 5 5\r\n", "Content-Length:\r\n",
      "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: xchunked\r\n",
      "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: chunked, chunked\r\n",
      "Transfer-Encoding: , chunked\r\n", "Transfer-Encoding: gzip;q=1, chunked\r\n",
      "Transfer-Encoding: gzip chunked\r\n", "Transfer-Encoding: gzip\r\n",
      "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
      "Content-Length: 5\r\nTransfer-Encoding: gzip, chunked\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: identity\r\n", "Transfer-Encoding: chunked;x=1\r\n",
      "Transfer-Encoding:\r\n",
      "Transfer-Encoding: \x0b"
      "chunked\r\n",
      "Transfer-Encoding: \"chunked\"\r\n", "Transfer-Encoding:\r\n chunked\r\n");
  CAPTURE(headers);
  const std::string answer = send(with(headers) + smuggled);
  CHECK(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"));
  CHECK(answer.find("hello") == std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: chunks in HTTP/1.0", "[server]") {
  CHECK(send("POST /measure HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            .starts_with("HTTP/1.1 400"));
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: nearly, but not", "[server]") {
  CHECK(
      send(
          "GET /hello HTTP/1.1\r\nhOST:x\r\nX-Empty:\r\nX-Tab:\ta\tb \r\nX-Bytes: \xc3\xa9\r\n\r\n")
          .starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(send("GET /hello HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(send("GET /hello HTTP/1.1\r\nHost:\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(send("POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: "
             "application/json\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n\"\"\r\n0\r\n\r\n")
            .starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: headers up to the limit and beyond", "[server]") {
  limits.header_bytes = 1000;
  const std::string head = "GET /hello HTTP/1.1\r\nHost: x\r\nX: ";
  const std::string fits = head + std::string(1000 - head.size() - 4, 'a') + "\r\n\r\n";
  REQUIRE(fits.size() == 1000);
  CHECK(send(fits).starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(send(fits, 10).starts_with("HTTP/1.1 200 OK\r\n"));
  const std::string beyond = head + std::string(1001 - head.size() - 4, 'a') + "\r\n\r\n";
  const std::string answer = send(beyond);
  CHECK(answer.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
  CHECK(answer.find("urn:vgen:header-too-large") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: a head that never ends, in small pieces",
                 "[server]") {
  limits.header_bytes = 1000;
  CHECK(send("GET /" + std::string(2000, 'a'), 10).starts_with("HTTP/1.1 431"));
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "malformed: too many headers", "[server]") {
  limits.headers = 10;
  std::string nine;
  for (int i = 0; i < 9; ++i) nine += "X: 1\r\n";
  CHECK(send("GET /hello HTTP/1.1\r\nHost: x\r\n" + nine + "\r\n")
            .starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(send("GET /hello HTTP/1.1\r\nHost: x\r\n" + nine + "X: 1\r\n\r\n")
            .starts_with("HTTP/1.1 431"));
}
