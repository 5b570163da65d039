// Clients and TLS: whom they trust, and how they say who they are.
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/temporary_folder.hpp"
#include "test/unit/beast/certificates.hpp"

#include <vgen/client/connection.hpp>
#include <vgen/runtime.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <variant>

using vgen::client::Connection;
using vgen::client::HttpAnswer;
using vgen::client::Options;
using vgen::client::Outcome;
using vgen::client::TransportProblem;
using vgen_test::Certificate;
using vgen_test::make_certificate;

namespace {

/// A server for `localhost`, whose certificate is signed by itself.
struct Secure {
  Secure() {
    folder.write("server.pem", certificate().certificate);
    folder.write("server.key", certificate().key);
    folder.write("client.pem", own().certificate);
    folder.write("client.key", own().key);
  }
  static const Certificate& certificate() {
    static const Certificate made = make_certificate("localhost");
    return made;
  }
  static const Certificate& own() {
    static const Certificate made = make_certificate("client");
    return made;
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder.path() / name).string();
  }
  void serve(bool asks_client = false) {
    vgen::ServerOptions options = vgen_test::server_options();
    options.log = &log;
    options.tls = {.certificate = file("server.pem"), .key = file("server.key")};
    if (asks_client) options.tls.client_ca = file("client.pem");
    server.emplace(sample::make(singletons), options);
  }
  /// The options of a client that trusts the server.
  [[nodiscard]] Options options(const std::string& host = "localhost") const {
    Options options{.base_url = "https://" + host + ':' + std::to_string(server->port()),
                    .retries = 0};
    options.tls.authorities = file("server.pem");
    return options;
  }

  sample::Singletons singletons;
  vgen::testing::MemoryLog log;
  vgen::test::TemporaryFolder folder;
  std::optional<vgen::Server> server;
};

/// The body of the answer, or what went wrong.
std::string hello(const Connection& connection) {
  const Outcome outcome =
      connection.run({.method = "GET", .route = "/hello", .target = "/hello"}, {});
  if (const auto* answer = std::get_if<HttpAnswer>(&outcome)) return answer->body;
  return std::get<TransportProblem>(outcome).detail;
}

const std::string answer = R"({"message":"hello"})";

}  // namespace

TEST_CASE_METHOD(Secure, "client tls: several calls on one connection", "[client][tls]") {
  serve();
  const Connection connection(options());
  CHECK(hello(connection) == answer);
  CHECK(hello(connection) == answer);
}

TEST_CASE_METHOD(Secure, "client tls: a server that must not be trusted", "[client][tls]") {
  serve();
  Options unknown = options();
  unknown.tls.authorities.clear();  // those of the system do not know it
  CHECK(hello(Connection(unknown)).find("certificate verify failed") != std::string::npos);

  // The certificate is for localhost and 127.0.0.1.
  const Options other_name = options("127.1");
  CHECK(hello(Connection(other_name)).find("certificate verify failed") != std::string::npos);

  Options careless = other_name;
  careless.tls.verify = false;
  CHECK(hello(Connection(careless)) == answer);
}

TEST_CASE_METHOD(Secure, "client tls: a certificate of the client", "[client][tls]") {
  serve(true);
  CHECK(hello(Connection(options())) != answer);
  Options known = options();
  known.tls.certificate = file("client.pem");
  known.tls.key = file("client.key");
  CHECK(hello(Connection(known)) == answer);
}

TEST_CASE_METHOD(Secure, "client tls: files that cannot be read", "[client][tls]") {
  Options options{.base_url = "https://localhost"};
  options.tls.authorities = file("missing.pem");
  CHECK_THROWS_WITH(Connection(options),
                    Catch::StartsWith("tls: the file of authorities cannot be read: " +
                                      file("missing.pem") + ": "));
}
