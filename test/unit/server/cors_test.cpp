// What pages of other origins may do (CORS; Fetch standard, section 3.2).
#include "test/support/protocol_harness.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/server/server.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using vgen_test::ProtocolHarness;
using vgen_test::SocketClient;

namespace {

constexpr std::string_view page = "https://app.example.org";

std::string request(std::string_view line, std::string_view fields) {
  return std::string(line).append(" HTTP/1.1\r\nHost: api.example.org\r\n").append(fields) + "\r\n";
}

std::string of(std::string_view origin) {
  return "Origin: " + std::string(origin) + "\r\n";
}

/// The lines of a head that decide what a page may do.
std::string cors_of(std::string_view answer) {
  std::string lines;
  for (std::size_t at = 0; at < answer.find("\r\n\r\n");) {
    const std::size_t end = answer.find("\r\n", at);
    const std::string_view line = answer.substr(at, end - at);
    if (line.starts_with("HTTP/1.1 ") || line.starts_with("Access-Control-") ||
        line.starts_with("Vary:") || line.starts_with("Allow:"))
      lines.append(line).append("\n");
    at = end + 2;
  }
  return lines;
}

struct Listed : ProtocolHarness {
  Listed() { origins = vgen::AllowedOrigins({std::string(page), "http://localhost:5173"}); }
};

struct All : ProtocolHarness {
  All() { origins = vgen::AllowedOrigins({"*"}); }
};

}  // namespace

TEST_CASE_METHOD(Listed, "cors: a page of a listed origin may read every answer", "[server]") {
  CHECK(cors_of(send(request("GET /hello", of(page)))) ==
        "HTTP/1.1 200 OK\n"
        "Access-Control-Allow-Origin: https://app.example.org\n"
        "Access-Control-Allow-Credentials: true\n"
        "Access-Control-Expose-Headers: X-Request-Id\n"
        "Vary: Origin\n");
  CHECK(cors_of(send(request("GET /nothing", of("http://localhost:5173")))) ==
        "HTTP/1.1 404 Not Found\n"
        "Access-Control-Allow-Origin: http://localhost:5173\n"
        "Access-Control-Allow-Credentials: true\n"
        "Access-Control-Expose-Headers: X-Request-Id\n"
        "Vary: Origin\n");
  CHECK(cors_of(send(request("DELETE /hello", of(page)))) ==
        "HTTP/1.1 405 Method Not Allowed\n"
        "Allow: GET, HEAD, OPTIONS\n"
        "Access-Control-Allow-Origin: https://app.example.org\n"
        "Access-Control-Allow-Credentials: true\n"
        "Access-Control-Expose-Headers: X-Request-Id, Allow\n"
        "Vary: Origin\n");
}

TEST_CASE_METHOD(Listed, "cors: answers to others say that they depend on the origin", "[server]") {
  const std::string fields =
      GENERATE(as<std::string>{}, "", "Origin: https://evil.org\r\n", "Origin: null\r\n",
               "Origin: https://app.example.org.evil.org\r\n",
               "Origin: https://app.example.org:444\r\n", "Origin: http://app.example.org\r\n");
  CAPTURE(fields);
  CHECK(cors_of(send(request("GET /hello", fields))) == "HTTP/1.1 200 OK\nVary: Origin\n");
  CHECK(
      cors_of(send(request("OPTIONS /hello", fields + "Access-Control-Request-Method: GET\r\n"))) ==
      "HTTP/1.1 204 No Content\nAllow: GET, HEAD, OPTIONS\nVary: Origin\n");
}

TEST_CASE_METHOD(Listed, "cors: the request before a request", "[server]") {
  const std::string asked = of(page) +
                            "Access-Control-Request-Method: POST\r\n"
                            "Access-Control-Request-Headers: authorization,content-type\r\n";
  CHECK(cors_of(send(request("OPTIONS /measure", asked))) ==
        "HTTP/1.1 204 No Content\n"
        "Access-Control-Allow-Methods: POST, OPTIONS\n"
        "Access-Control-Allow-Headers: authorization,content-type\n"
        "Access-Control-Max-Age: 7200\n"
        "Vary: Access-Control-Request-Method, Access-Control-Request-Headers\n"
        "Access-Control-Allow-Origin: https://app.example.org\n"
        "Access-Control-Allow-Credentials: true\n"
        "Access-Control-Expose-Headers: X-Request-Id\n"
        "Vary: Origin\n");
  const std::string unknown = send(request("OPTIONS /nothing", asked));
  CHECK(unknown.starts_with("HTTP/1.1 204 "));
  CHECK(unknown.find("\r\nAccess-Control-Allow-Methods: POST\r\n") != std::string::npos);
  CHECK(usable());
}

TEST_CASE_METHOD(Listed, "cors: a request that cannot be read", "[server]") {
  CHECK(cors_of(send("GET /hello HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.org\r\n"
                     "Bad Name: 1\r\n\r\n")) == "HTTP/1.1 400 Bad Request\nVary: Origin\n");
}

TEST_CASE_METHOD(All, "cors: all pages may read answers, but without credentials", "[server]") {
  CHECK(cors_of(send(request("GET /hello", of("null")))) ==
        "HTTP/1.1 200 OK\n"
        "Access-Control-Allow-Origin: *\n"
        "Access-Control-Expose-Headers: *\n");
  const std::string asked = send(request(
      "OPTIONS /measure", of("https://any.org") + "Access-Control-Request-Method: POST\r\n"));
  CHECK(cors_of(asked) ==
        "HTTP/1.1 204 No Content\n"
        "Access-Control-Allow-Methods: POST, OPTIONS\n"
        "Access-Control-Max-Age: 7200\n"
        "Vary: Access-Control-Request-Method, Access-Control-Request-Headers\n"
        "Access-Control-Allow-Origin: *\n"
        "Access-Control-Expose-Headers: *\n");
}

TEST_CASE_METHOD(ProtocolHarness, "cors: without origins nothing is said", "[server]") {
  CHECK(cors_of(send(request("GET /hello", of(page)))) == "HTTP/1.1 200 OK\n");
  CHECK(cors_of(
            send(request("OPTIONS /hello", of(page) + "Access-Control-Request-Method: GET\r\n"))) ==
        "HTTP/1.1 204 No Content\nAllow: GET, HEAD, OPTIONS\n");
}

TEST_CASE("cors: what is no origin", "[server]") {
  const std::string text =
      GENERATE(as<std::string>{}, "", "app.example.org", "https://", "https://app.example.org/",
               "https://*.example.org", "https://a@b", "https://a b", "null", "://x");
  CAPTURE(text);
  CHECK_THROWS_WITH(vgen::AllowedOrigins({text}),
                    "the origin \"" + text +
                        "\" must be a scheme and a host, such as https://app.example.org, or *");
}

TEST_CASE("server: header fields of every answer", "[server]") {
  sample::Singletons singletons;
  vgen::ServerOptions options = vgen_test::server_options();
  options.headers = {{"X-Frame-Options", "DENY"}, {"Referrer-Policy", "no-referrer"}};
  {
    vgen::Server server(sample::make(singletons), options);
    SocketClient client(server.port());
    for (const char* const target : {"/hello", "/nothing"}) {
      const std::string answer = client.exchange(request(std::string("GET ") + target, ""));
      CHECK(answer.find("\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n") !=
            std::string::npos);
    }
  }
  options.headers = {{"Content-Length", "1"}};
  CHECK_THROWS_WITH(vgen::Server(sample::make(singletons), options),
                    "the server itself writes the header field Content-Length");
  options.headers = {{"X-Frame-Options", "DENY\r\nSet-Cookie: a=b"}};
  CHECK_THROWS_AS(vgen::Server(sample::make(singletons), options), std::invalid_argument);
}
