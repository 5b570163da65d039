// Values that have one meaning only: versions, methods, hosts, media types, statuses.
#include "test/support/protocol_harness.hpp"
#include "test/support/server_kind.hpp"

#include <vgen/server/server.hpp>

#include <catch2/catch.hpp>

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

using vgen_test::ProtocolHarness;

namespace {

std::string get(std::string_view host, std::string_view target = "/hello") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n";
}

bool is_ok(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 200 OK\r\n");
}

std::string id_of(const std::string& answer) {
  const std::size_t at = answer.find("\r\nX-Request-Id: ");
  return at == std::string::npos ? "" : answer.substr(at + 16, 16);
}

}  // namespace

TEST_CASE_METHOD(ProtocolHarness, "strict: a later minor version is read as HTTP/1.1", "[server]") {
  const std::string version = GENERATE(as<std::string>{}, "1.1", "1.2", "1.9");
  CHECK(is_ok(send("GET /hello HTTP/" + version + "\r\nHost: x\r\n\r\n", GENERATE(1U, 1000U))));
  CHECK_FALSE(finished());
  CHECK(send("GET /hello HTTP/" + version + "\r\n\r\n").starts_with("HTTP/1.1 400"));
}

TEST_CASE_METHOD(ProtocolHarness, "strict: another major version is answered with 505",
                 "[server]") {
  const std::string head = GENERATE(as<std::string>{}, "GET /hello HTTP/2.0\r\nHost: x\r\n\r\n",
                                    "GET /hello HTTP/0.9\r\n\r\n", "GET /hello HTTP/3.0\r\n\r\n",
                                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  const std::string answer = send(head);
  CHECK(answer.starts_with("HTTP/1.1 505 HTTP Version Not Supported\r\n"));
  CHECK(answer.find("urn:vgen:version-not-supported") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "strict: what HTTP or this server does not know is 501",
                 "[server]") {
  const std::string head = GENERATE(
      as<std::string>{}, "BREW /hello HTTP/1.1\r\nHost: x\r\n\r\n",
      "get /hello HTTP/1.1\r\nHost: x\r\n\r\n", "PROPFIND /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
      "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n",
      "POST /measure HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "POST /measure HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: a ,\tb,Chunked\r\n\r\n0\r\n\r\n");
  CAPTURE(head);
  const std::string answer = send(head);
  CHECK(answer.starts_with("HTTP/1.1 501 Not Implemented\r\n"));
  CHECK(answer.find("urn:vgen:not-implemented") != std::string::npos);
}

TEST_CASE_METHOD(ProtocolHarness, "strict: hosts of the grammar are taken", "[server]") {
  const std::string host =
      GENERATE(as<std::string>{}, "", "x", "example.org", "example.org.", "example.org:80",
               "x:", "x:65535", "x:00080", "127.0.0.1:8080", "256.1.1.1", "[::1]", "[::1]:8080",
               "[2001:db8::1:2]:", "[::ffff:127.0.0.1]", "[1:2:3:4:5:6:7:8]", "[v1.a:b]",
               "my_service", "a~b!$&'()*+,;=", "a%20b", "%C3%A9.example",
               "a-very-long-name.with-many-labels.example.org:8443");
  CAPTURE(host);
  CHECK(is_ok(send(get(host), GENERATE(1U, 1000U))));
  CHECK(is_ok(send(get("x", "http://" + (host.empty() ? "x" : host) + "/hello"))));
}

TEST_CASE_METHOD(ProtocolHarness, "strict: only allowed hosts are answered", "[server]") {
  hosts = vgen::AllowedHosts({"localhost", "Example.ORG", "*.test", "[::1]", "127.0.0.1"});
  SECTION("allowed") {
    const std::string host =
        GENERATE(as<std::string>{}, "localhost", "LOCALHOST:8080", "example.org", "example.org.",
                 "a.test", "a.b.test:1", "[::1]:80", "127.0.0.1");
    CAPTURE(host);
    CHECK(is_ok(send(get(host))));
    CHECK(is_ok(send(get("evil.example", "http://" + host + "/hello"))));
  }
  SECTION("refused") {
    const std::string host =
        GENERATE(as<std::string>{}, "", "evil.example", "test", "xtest", "example.org.evil.example",
                 "evil-example.org", "localhost.evil.example", "127.0.0.2", "[::2]", "localhos");
    CAPTURE(host);
    const std::string answer = send(get(host));
    CHECK(answer.starts_with("HTTP/1.1 421 Misdirected Request\r\n"));
    CHECK(answer.find("urn:vgen:misdirected-request") != std::string::npos);
    CHECK(answer.find("{\"message\":\"hello\"}") == std::string::npos);
    CHECK(finished());
  }
  SECTION("the host of a whole URL goes before the field") {
    CHECK(send(get("localhost", "http://evil.example/hello")).starts_with("HTTP/1.1 421"));
  }
  SECTION("HTTP/1.0 without a host") {
    CHECK(send("GET /hello HTTP/1.0\r\n\r\n").starts_with("HTTP/1.1 421"));
  }
  SECTION("documents and files too, probes not") {
    CHECK(is_ok(send(get("10.0.0.1:8080", "/healthz"))));
    CHECK(is_ok(send(get("10.0.0.1:8080", "/readyz"))));
    CHECK(send(get("10.0.0.1:8080", "/docs")).starts_with("HTTP/1.1 421"));
  }
}

TEST_CASE("strict: what is not a host is not an allowed host", "[server]") {
  for (const char* const name : {"", "http://x", "x:80", "a/b", "*", "*.", "*.x:80", "::1", "a b"})
    CHECK_THROWS_AS(vgen::AllowedHosts({name}), std::invalid_argument);
}

TEST_CASE_METHOD(ProtocolHarness, "strict: a wrong media type is refused before the body is sent",
                 "[server]") {
  const std::string type = GENERATE(as<std::string>{}, "", "Content-Type: text/plain\r\n",
                                    "Content-Type: application/x-www-form-urlencoded\r\n",
                                    "Content-Type: application/jsonx\r\n");
  const std::string length =
      GENERATE(as<std::string>{}, "Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n");
  const std::string answer = send("POST /measure HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n" +
                                  type + length + "\r\n");
  CHECK(answer.starts_with("HTTP/1.1 415 Unsupported Media Type\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "strict: unsafe operations without a body refuse another one",
                 "[server]") {
  const std::string line = GENERATE(as<std::string>{}, "POST /fail", "DELETE /items/7");
  const auto with = [&](std::string_view headers, std::string_view body = {}) {
    return send(line + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body))
        .substr(9, 3);
  };
  const std::string good = line == "POST /fail" ? "500" : "204";
  CHECK(with("") == good);
  CHECK(with("Content-Type: application/json\r\n") == good);
  CHECK(with("Content-Type: application/json; charset=utf-8\r\n", "{}") == good);
  CHECK(with("Content-Type: text/plain\r\n") == "415");
  CHECK(with("Content-Type: application/x-www-form-urlencoded\r\n") == "415");
  CHECK(with("Content-Type: multipart/form-data; boundary=x\r\n", "--x--") == "415");
  CHECK(with("Content-Type:\r\n") == "415");
  CHECK(with("", "x") == "415");
  CHECK(is_ok(send("GET /hello HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n\r\n")));
}

TEST_CASE_METHOD(ProtocolHarness, "strict: every answer has an id, also what is refused",
                 "[server]") {
  shows_ids = true;
  std::set<std::string> ids;
  for (const char* const request :
       {"GET /hello HTTP/1.1\r\nHost: x\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n",
        "HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "DELETE /items/7 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /docs HTTP/1.1\r\nHost: x\r\n\r\n", "POST /fail HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    const std::string answer = send(request);
    ids.insert(id_of(answer));
    CHECK(id_of(answer).find_first_not_of("0123456789abcdef") == std::string::npos);
    const std::size_t in_problem = answer.find("\"request_id\":\"");
    if (in_problem != std::string::npos) CHECK(answer.substr(in_problem + 14, 16) == id_of(answer));
  }
  REQUIRE(log.lines().size() == 1);
  CHECK(ids.contains(log.lines()[0].request_id));
  CHECK(log.lines()[0].message == "POST /fail fail: std::runtime_error: the secret reason");
  ids.insert(id_of(send("nonsense\r\n\r\n")));
  CHECK(ids.size() == 9);
  CHECK_FALSE(ids.contains(""));
}

TEST_CASE("strict: the host of a server", "[server]") {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  vgen::ServerOptions options = vgen_test::server_options();
  options.log = &log;
  options.host = GENERATE(as<std::string>{}, "", "[]");
  CHECK_THROWS_AS(vgen::Server(sample::make(singletons), options), std::invalid_argument);
  options.host = "[::1]";
  try {
    const vgen::Server server(sample::make(singletons), options);
    CHECK(server.url() == "http://[::1]:" + std::to_string(server.port()));
  } catch (const std::system_error&) {
    WARN("this machine has no IPv6");
  }
}
