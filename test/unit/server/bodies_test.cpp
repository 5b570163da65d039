#include "test/support/protocol_harness.hpp"

#include <catch2/catch.hpp>

#include <string>

using vgen_test::ProtocolHarness;

namespace {

std::string post(std::string_view path, std::string_view headers, std::string_view body = {}) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + std::string(headers) +
         "\r\n" + std::string(body);
}

std::string sized(std::string_view path, const std::string& body) {
  return post(path, "Content-Length: " + std::to_string(body.size()) + "\r\n", body);
}

std::string text_of(std::size_t size) {
  return '"' + std::string(size - 2, 'x') + '"';
}

/// The status and body of an answer: "200 4".
std::string summary(const std::string& answer) {
  if (answer.size() < 12) return answer;
  return answer.substr(9, 3) + " " + answer.substr(answer.rfind("\r\n\r\n") + 4);
}

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "bodies: chunks are put together", "[server]") {
  const std::string request = post("/measure", "Transfer-Encoding: chunked\r\n",
                                   "3\r\n\"ab\r\n4;x=\"y\"\r\ncde\"\r\n0\r\nTrailer: 1\r\n\r\n");
  CHECK(summary(send(request)) == "200 5");
  CHECK(summary(send(request, 1)) == "200 5");
  CHECK(summary(send(request + "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n", 7)) ==
        "200 {\"message\":\"hello\"}");
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: large ones arrive in pieces", "[server]") {
  CHECK(summary(send(sized("/measure", text_of(500'000)), 10'000)) == "200 499998");
  const std::string body = text_of(300'000);
  const std::string chunked =
      post("/measure", "Transfer-Encoding: chunked\r\n", "493E0\r\n" + body + "\r\n0\r\n\r\n");
  CHECK(summary(send(chunked, 5000)) == "200 299998");
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "bodies: one that is a byte too large is refused, and the connection stays usable",
                 "[server]") {
  limits.body_bytes = 1000;
  CHECK(summary(send(sized("/items", R"({"title":"a","note":")" + std::string(977, 'n') + "\"}")))
            .starts_with("201"));
  const std::string large =
      sized("/items", R"({"title":"a","note":")" + std::string(978, 'n') + "\"}");
  CHECK(summary(send(large)).starts_with(R"(413 {"type":"urn:vgen:payload-too-large")"));
  CHECK(usable());
  CHECK(summary(send(large, 50)).starts_with("413"));
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "bodies: chunks beyond the limit are refused, and the connection stays usable",
                 "[server]") {
  limits.body_bytes = 10;
  const std::string large = post("/items", "Transfer-Encoding: chunked\r\n",
                                 "6\r\n{\"titl\r\n6\r\ne\":\"a\"\r\n1\r\n}\r\n0\r\n\r\n");
  CHECK(summary(send(large)).starts_with("413"));
  CHECK(usable());
  CHECK(summary(send(large, 1)).starts_with("413"));
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "bodies: a refused one that is too large to be read ends the connection",
                 "[server]") {
  const std::string answer = send(post("/items", "Content-Length: 1000000000\r\n", "{"));
  CHECK(answer.starts_with("HTTP/1.1 413 Content Too Large\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "bodies: a chunk that is far too large is refused before it arrives", "[server]") {
  const std::string answer =
      send(post("/items", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n"));
  CHECK(answer.starts_with("HTTP/1.1 413 Content Too Large\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: endless chunks of a refused one end the connection",
                 "[server]") {
  limits.drained_bytes = 1000;
  CHECK(send(post("/nothing", "Transfer-Encoding: chunked\r\n")).starts_with("HTTP/1.1 404"));
  send("400\r\n" + std::string(1024, 'x') + "\r\n");
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: nobody reads those for other paths", "[server]") {
  CHECK(send(sized("/nothing", text_of(5000)), 100).starts_with("HTTP/1.1 404"));
  CHECK(usable());
  CHECK(send(sized("/hello", text_of(5000))).starts_with("HTTP/1.1 405"));
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: a client that waits is told to go on", "[server]") {
  CHECK(send(post("/measure", "Content-Length: 4\r\nExpect: 100-continue\r\n")) ==
        "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(summary(send("\"ab\"")) == "200 2");
  CHECK(send(post("/measure", "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n")) ==
        "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(summary(send("4\r\n\"ab\"\r\n0\r\n\r\n")) == "200 2");
  CHECK(summary(send(post("/measure", "Content-Length: 4\r\nExpect: 100-continue\r\n",
                          "\"ab\""))) == "200 2");
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: a client that waits in vain is closed", "[server]") {
  const std::string answer =
      send(post("/nothing", "Content-Length: 4\r\nExpect: 100-continue\r\n"));
  CHECK(answer.starts_with("HTTP/1.1 404"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: malformed chunks are refused", "[server]") {
  const std::string body =
      GENERATE(as<std::string>{}, "x\r\n", "-1\r\n", "3\r\nabcd\r\n", "FFFFFFFFFFFFFFFFF\r\n",
               "2\nab\r\n", "1 \r\na\r\n", "1;=\r\na\r\n", "0\r\nContent-Length: 3\r\n\r\n",
               "0\r\n bad\r\n\r\n", "0x1\r\na\r\n");
  CAPTURE(body);
  const std::string answer =
      send(post("/measure", "Transfer-Encoding: chunked\r\n", body + "0\r\n\r\n"));
  CHECK(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"));
  CHECK(answer.find("urn:vgen:malformed") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "bodies: a chunk's line that never ends is refused", "[server]") {
  CHECK(send(post("/measure", "Transfer-Encoding: chunked\r\n", "1;" + std::string(40'000, 'a')))
            .starts_with("HTTP/1.1 400"));
}

TEST_CASE_METHOD(ProtocolHarness,
                 "bodies: malformed JSON is refused, and the connection stays usable", "[server]") {
  CHECK(summary(send(sized("/items", "{"))).starts_with(R"(400 {"type":"urn:vgen:malformed")"));
  CHECK(usable());
}
