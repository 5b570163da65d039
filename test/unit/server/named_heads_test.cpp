// Heads and bodies that are not HTTP/1.1, or that two readers could read in two ways. Each has a
// name, and the section that decides it: of RFC 9110 (semantics), 9112 (HTTP/1.1) or 3986 (URI).
#include "test/support/protocol_harness.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using vgen_test::ProtocolHarness;

namespace {

struct Case {
  std::string name;
  std::string section;
  std::string bytes;
  int status = 400;
};

/// What must never be answered: the text behind the case, which an attacker would smuggle.
const std::string smuggled = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

std::string get(std::string_view fields) {
  return "GET /segment/later HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n";
}
std::string post(std::string_view fields, std::string_view body = "") {
  return "POST /measure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
         std::string(fields) + "\r\n" + std::string(body);
}
std::string chunked(std::string_view body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}
/// A text with NUL for each `~`.
std::string bytes(std::string text) {
  std::ranges::replace(text, '~', '\x00');
  return text;
}

std::vector<Case> request_lines() {
  const std::string host = "\r\nHost: x\r\n\r\n";
  return {
      {"no line", "9112, 3", "\r\r\n\r\n"},
      {"only a method", "9112, 3", "GET" + host},
      {"no version (HTTP/0.9)", "9112, 3", "GET /hello" + host},
      {"two spaces before the target", "9112, 3", "GET  /hello HTTP/1.1" + host},
      {"two spaces before the version", "9112, 3", "GET /hello  HTTP/1.1" + host},
      {"a space behind the version", "9112, 3", "GET /hello HTTP/1.1 " + host},
      {"a space before the method", "9112, 3", " GET /hello HTTP/1.1" + host},
      {"tabs instead of spaces", "9112, 3", "GET\t/hello\tHTTP/1.1" + host},
      {"form feeds instead of spaces", "9112, 3", "GET\f/hello\fHTTP/1.1" + host},
      {"a carriage return in the line", "9112, 2.2", "GET /hello\r HTTP/1.1" + host},
      {"a line feed alone", "9112, 2.2", "GET /hello HTTP/1.1\nHost: x\n\n"},
      {"a NUL in the target", "3986, 2", bytes("GET /he~llo HTTP/1.1\r\nHost: x\r\n\r\n")},
      {"a NUL in the method", "9110, 9.1", bytes("G~T /hello HTTP/1.1\r\nHost: x\r\n\r\n")},
      {"a control character in the target", "3986, 2", "GET /he\x01llo HTTP/1.1" + host},
      {"a fragment in the target", "9112, 3.2.1", "GET /hello#x HTTP/1.1" + host},
      {"a target without a slash", "9112, 3.2.1", "GET hello HTTP/1.1" + host},
      {"an empty target", "9112, 3.2", "GET  HTTP/1.1" + host},
      {"a backslash in the target", "3986, 2", "GET \\hello HTTP/1.1" + host},
      {"a colon in the method", "9110, 9.1", "G:T /hello HTTP/1.1" + host},
      {"an empty method", "9110, 9.1", " /hello HTTP/1.1" + host},
      {"a quoted method", "9110, 9.1", "\"GET\" /hello HTTP/1.1" + host},
      {"a version in lower case", "9112, 2.3", "GET /hello http/1.1" + host},
      {"a version of two digits", "9112, 2.3", "GET /hello HTTP/1.10" + host},
      {"a version without a minor", "9112, 2.3", "GET /hello HTTP/1" + host},
      {"a version with a comma", "9112, 2.3", "GET /hello HTTP/1,1" + host},
      {"a version with a space", "9112, 2.3", "GET /hello HTTP/ 1.1" + host},
      {"a version with a sign", "9112, 2.3", "GET /hello HTTP/+1.1" + host},
      {"another name of the protocol", "9112, 2.3", "GET /hello ICY/1.1" + host},
      {"something behind the version", "9112, 3", "GET /hello HTTP/1.1x" + host},
      {"HTTP/2 without TLS", "9112, 2.3", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"HTTP/3", "9112, 2.3", "GET /hello HTTP/3.0" + host, 505},
      {"HTTP/0.9 with its number", "9112, 2.3", "GET /hello HTTP/0.9" + host, 505},
      {"CONNECT without a port", "9112, 3.2.3", "CONNECT example.org HTTP/1.1" + host},
      {"CONNECT", "9110, 9.3.6", "CONNECT example.org:443 HTTP/1.1" + host, 501},
      {"the record of TLS", "9112, 3", "\x16\x03\x01\x02\x00\x01\r\n\r\n"},
      {"a user in an absolute target", "9110, 4.2.4", "GET http://u@x/hello HTTP/1.1" + host},
      {"an absolute target without a host", "9110, 4.2.1", "GET http:///hello HTTP/1.1" + host},
      {"an absolute target with a wrong port", "3986, 3.2.3", "GET http://x:p/ HTTP/1.1" + host},
      {"another scheme", "9112, 3.2.2", "GET ftp://x/hello HTTP/1.1" + host},
  };
}

std::vector<Case> fields() {
  const std::string line = "GET /hello HTTP/1.1\r\n";
  return {
      {"no Host", "9112, 3.2", line + "\r\n"},
      {"two Hosts", "9112, 3.2", line + "Host: a\r\nHost: b\r\n\r\n"},
      {"two equal Hosts", "9112, 3.2", line + "Host: a\r\nHost: a\r\n\r\n"},
      {"Hosts in other cases", "9112, 3.2", line + "Host: a\r\nhOST: b\r\n\r\n"},
      {"a list of Hosts", "9110, 7.2", line + "Host: a, b\r\n\r\n"},
      {"a Host with a path", "9110, 7.2", line + "Host: a/b\r\n\r\n"},
      {"a Host with a user", "9110, 7.2", line + "Host: u@a\r\n\r\n"},
      {"a Host with a space", "9110, 7.2", line + "Host: a b\r\n\r\n"},
      {"a Host with a port that is none", "9110, 7.2", line + "Host: a:80x\r\n\r\n"},
      {"a Host with a port that is too large", "3986, 3.2.3", line + "Host: a:65536\r\n\r\n"},
      {"a Host with an open bracket", "3986, 3.2.2", line + "Host: [::1\r\n\r\n"},
      {"a space before the colon", "9112, 5.1", line + "Host : x\r\n\r\n"},
      {"a tab before the colon", "9112, 5.1", line + "Host\t: x\r\n\r\n"},
      {"no colon", "9112, 5", get("Nothing\r\n")},
      {"an empty name", "9110, 5.1", get(": x\r\n")},
      {"a name with a space", "9110, 5.1", get("X Y: z\r\n")},
      {"a name with a slash", "9110, 5.1", get("X/Y: z\r\n")},
      {"a name with a bracket", "9110, 5.1", get("X(Y): z\r\n")},
      {"a name with a byte above 127", "9110, 5.1", get("X\xc3\xa9: z\r\n")},
      {"a name with a NUL", "9110, 5.1", get(bytes("X~: z\r\n"))},
      {"a folded line", "9112, 5.2", get("X: y\r\n z\r\n")},
      {"a folded line with a tab", "9112, 5.2", get("X: y\r\n\tz\r\n")},
      {"a folded first line", "9112, 2.2", line + " Host: x\r\n\r\n"},
      {"a folded Content-Length", "9112, 5.2", post("Content-Length:\r\n 5\r\n", "12345")},
      {"a NUL in a value", "9110, 5.5", get(bytes("X: a~b\r\n"))},
      {"a carriage return in a value", "9110, 5.5", get("X: a\rb\r\n")},
      {"a line feed in a value", "9112, 2.2", get("X: a\nY: b\r\n")},
      {"a control character in a value", "9110, 5.5",
       get("X: a\x01"
           "b\r\n")},
      {"a delete character in a value", "9110, 5.5", get("X: a\x7f\r\n")},
      {"two carriage returns at the end", "9112, 2.2", get("X: a\r\r\n")},
      {"a line feed before the end of the head", "9112, 2.2",
       "GET /hello HTTP/1.1\r\nHost: x\r\n\n"},
  };
}

std::vector<Case> lengths() {
  return {
      {"two equal lengths in one field", "9112, 6.3", post("Content-Length: 5, 5\r\n", "12345")},
      {"two lengths", "9112, 6.3", post("Content-Length: 5\r\nContent-Length: 6\r\n", "12345")},
      {"a list of two lengths", "9112, 6.3", post("Content-Length: 5, 6\r\n", "12345")},
      {"length and chunks (CL.TE)", "9112, 6.1",
       post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"chunks and length (TE.CL)", "9112, 6.1",
       post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")},
      {"a length with a sign", "9110, 8.6", post("Content-Length: +5\r\n", "12345")},
      {"a negative length", "9110, 8.6", post("Content-Length: -5\r\n")},
      {"an empty length", "9110, 8.6", post("Content-Length: \r\n")},
      {"a hexadecimal length", "9110, 8.6", post("Content-Length: 0x5\r\n", "12345")},
      {"a length with a fraction", "9110, 8.6", post("Content-Length: 5.0\r\n", "12345")},
      {"a length with a space", "9110, 8.6", post("Content-Length: 1 2\r\n", "12")},
      {"a length with text behind it", "9110, 8.6", post("Content-Length: 5x\r\n", "12345")},
      {"a length of 2^64", "9110, 8.6", post("Content-Length: 18446744073709551616\r\n")},
      {"a length of 40 digits", "9110, 8.6",
       post("Content-Length: " + std::string(40, '9') + "\r\n")},
      {"a length with an underscore", "9110, 8.6", post("Content-Length: 5_0\r\n")},
      {"chunked twice", "9112, 6.1", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n")},
      {"chunked in two fields", "9112, 6.1",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"chunked that is not last", "9112, 6.3",
       post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n")},
      {"chunked with a prefix", "9112, 6.3", post("Transfer-Encoding: xchunked\r\n")},
      {"chunked with text behind it", "9112, 6.3", post("Transfer-Encoding: chunkedx\r\n")},
      {"chunked in quotes", "9112, 6.1", post("Transfer-Encoding: \"chunked\"\r\n")},
      {"a vertical tab before chunked", "9110, 5.5",
       post("Transfer-Encoding: \x0b"
            "chunked\r\n")},
      {"a space before the colon of chunks", "9112, 5.1",
       post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
      {"a coding that is not known", "9112, 6.3", post("Transfer-Encoding: br\r\n")},
      {"gzip and chunks", "9112, 6.1", post("Transfer-Encoding: gzip, chunked\r\n"), 501},
      {"identity", "9112, 6.3", post("Transfer-Encoding: identity\r\n")},
      {"an empty coding", "9112, 6.1", post("Transfer-Encoding:\r\n")},
      {"chunks in HTTP/1.0", "9112, 6.1",
       "POST /measure HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
  };
}

std::vector<Case> chunks() {
  return {
      {"no size", "9112, 7.1", chunked("\r\n")},
      {"a size with a sign", "9112, 7.1", chunked("+5\r\n12345\r\n0\r\n\r\n")},
      {"a negative size", "9112, 7.1", chunked("-1\r\n")},
      {"a size with 0x", "9112, 7.1", chunked("0x5\r\n12345\r\n0\r\n\r\n")},
      {"a size that is not a number", "9112, 7.1", chunked("G\r\n")},
      {"a size before a space", "9112, 7.1", chunked(" 5\r\n12345\r\n0\r\n\r\n")},
      {"a size of 2^64", "9112, 7.1", chunked("10000000000000000\r\n")},
      {"a size of 17 digits", "9112, 7.1", chunked("FFFFFFFFFFFFFFFFF\r\n")},
      {"a size with an underscore", "9112, 7.1", chunked("1_0\r\n")},
      {"a line feed behind the size", "9112, 7.1", chunked("5\n12345\r\n0\r\n\r\n")},
      {"a carriage return alone", "9112, 7.1", chunked("5\r12345\r\n0\r\n\r\n")},
      {"data longer than its size", "9112, 7.1", chunked("3\r\n12345\r\n0\r\n\r\n")},
      {"no line end behind the data", "9112, 7.1", chunked("5\r\n123450\r\n\r\n")},
      {"a line feed behind the data", "9112, 7.1", chunked("5\r\n12345\n0\r\n\r\n")},
      {"an extension with a line feed (Funky Chunks)", "9112, 7.1.1",
       chunked("5;x\n12345\r\n0\r\n\r\n")},
      {"an extension with a carriage return", "9112, 7.1.1",
       chunked("5;a\rb\r\n12345\r\n0\r\n\r\n")},
      {"an extension with a NUL", "9112, 7.1.1", chunked(bytes("5;a~b\r\n12345\r\n0\r\n\r\n"))},
      {"a trailer without a colon", "9112, 7.1.2", chunked("0\r\nnothing\r\n\r\n")},
      {"a trailer with a line feed", "9112, 7.1.2", chunked("0\r\nX: y\n\r\n")},
      {"a folded trailer", "9112, 5.2", chunked("0\r\nX: y\r\n z\r\n\r\n")},
      {"a trailer with a space before its colon", "9112, 5.1", chunked("0\r\nX : y\r\n\r\n")},
  };
}

std::vector<Case> limits() {
  return {
      {"a request line that is too long", "9112, 3", "GET /" + std::string(20'000, 'a'), 431},
      {"a field that is too long", "9110, 5.4", get("X: " + std::string(20'000, 'a') + "\r\n"),
       431},
      {"too many fields", "9110, 5.4",
       [] {
         std::string many;
         for (int i = 0; i < 200; ++i) many += "X: y\r\n";
         return get(many);
       }(),
       431},
  };
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size())
    ++number;
  return number;
}

}  // namespace

TEST_CASE("named heads: each is refused once, and nothing behind it is read", "[server]") {
  const std::size_t piece = GENERATE(std::size_t{1}, 5, 100'000);
  std::vector<Case> all = request_lines();
  for (const auto& more : {fields(), lengths(), chunks(), limits()})
    all.insert(all.end(), more.begin(), more.end());
  CHECK(all.size() >= 120);
  for (const Case& one : all) {
    CAPTURE(one.name, one.section);
    ProtocolHarness connection;
    const std::string answer = connection.send(one.bytes + smuggled, piece);
    CHECK(answer.substr(0, 13) == "HTTP/1.1 " + std::to_string(one.status) + ' ');
    CHECK(count(answer, "Date: today") == 1);
    CHECK(answer.find("\r\nConnection: close\r\n") != std::string::npos);
    CHECK(answer.find("\"hello\"") == std::string::npos);
    CHECK(connection.finished());
  }
}

TEST_CASE("named heads: what is unusual, and has one reading", "[server]") {
  const std::vector<Case> all = {
      {"empty lines before the request", "9112, 2.2", "\r\n\r\n" + get("")},
      {"an empty Host", "9110, 7.2", "GET /segment/later HTTP/1.1\r\nHost:\r\n\r\n"},
      {"an empty value", "9110, 5.5", get("X:\r\n")},
      {"tabs around a value", "9110, 5.5", get("X:\t y \t\r\n")},
      {"bytes above 127 in a value", "9110, 5.5", get("X: \xc3\xa9\xff\r\n")},
      {"a later minor version", "9110, 2.5", "GET /segment/later HTTP/1.9\r\nHost: x\r\n\r\n"},
      {"an absolute target", "9112, 3.2.2",
       "GET http://y/segment/later HTTP/1.1\r\nHost: x\r\n\r\n"},
      {"a method that is written in lower case", "9110, 9.1",
       "get /segment/later HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"bytes above 127 in a target", "9112, 3.2", "GET /h\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n",
       404},
      {"CONNECT with a path", "9110, 9.3.6", "CONNECT /segment/later HTTP/1.1\r\nHost: x\r\n\r\n",
       405},
      {"zeros before a size", "9112, 7.1", chunked("0005\r\n\"123\"\r\n0\r\n\r\n")},
      {"a size in lower case", "9112, 7.1", chunked("0a\r\n\"12345678\"\r\n0\r\n\r\n")},
      {"an extension", "9112, 7.1.1", chunked("5;a=b;c=\"d\"\r\n\"123\"\r\n0\r\n\r\n")},
      {"a trailer", "9112, 7.1.2", chunked("5\r\n\"123\"\r\n0\r\nX: y\r\n\r\n")},
      {"chunked in upper case", "9112, 7",
       post("Transfer-Encoding: CHUNKED\r\n", "5\r\n\"123\"\r\n0\r\n\r\n")},
  };
  for (const Case& one : all) {
    CAPTURE(one.name, one.section);
    ProtocolHarness connection;
    const int status =
        one.status == 400 && one.name != "equal lengths in one field" ? 200 : one.status;
    std::string answer = connection.send(one.bytes);
    answer += connection.run();
    CHECK(answer.substr(0, 13) == "HTTP/1.1 " + std::to_string(status) + ' ');
    CHECK(count(answer, "Date: today") == 1);
    if (status == 200) CHECK(connection.usable());
  }
}
