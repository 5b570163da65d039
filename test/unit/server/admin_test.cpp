// The listener for operators, and the access log in a file.
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/server/server.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using vgen_test::server_options;
using vgen_test::SocketClient;

namespace {

std::string get(std::uint16_t port, std::string_view path, std::string_view host = "127.0.0.1") {
  return SocketClient(port).exchange("GET " + std::string(path) +
                                     " HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
}

std::uint16_t admin_port(const vgen::Server& server) {
  const std::string url = server.admin_url();
  return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

bool has_line(std::string_view text, std::string_view line) {
  return text.find("\n" + std::string(line) + "\n") != std::string_view::npos;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("admin: metrics of all loops", "[server]") {
  sample::Singletons singletons;
  vgen::ServerOptions options = server_options(2);
  options.admin_port = 0;
  vgen::Server server(sample::make(singletons), options);
  CHECK(server.admin_url().starts_with("http://127.0.0.1:"));
  SocketClient open(server.port());
  CHECK(open.exchange("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
  for (int i = 1; i < 4; ++i) static_cast<void>(get(server.port(), "/items/" + std::to_string(i)));
  static_cast<void>(get(server.port(), "/items/101"));
  static_cast<void>(get(server.port(), "/random/" + std::string(50, 'x')));
  SocketClient(server.port()).exchange("BREW /items/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string text = get(admin_port(server), "/metrics");
  INFO(text);
  CHECK(text.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(text.find("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n") !=
        std::string::npos);
  const std::string name = "http_server_request_duration_seconds";
  CHECK(has_line(text, "# TYPE " + name + " histogram"));
  CHECK(has_line(text, name +
                           "_count{http_request_method=\"GET\",http_response_status_code=\"200\","
                           "http_route=\"/items/{id}\"} 4"));
  CHECK(has_line(text, name +
                           "_bucket{http_request_method=\"GET\",http_response_status_code=\"200\","
                           "http_route=\"/items/{id}\",le=\"+Inf\"} 4"));
  CHECK(has_line(text, name +
                           "_count{http_request_method=\"GET\",http_response_status_code=\"404\","
                           "http_route=\"/items/{id}\"} 1"));
  CHECK(has_line(text, name +
                           "_count{http_request_method=\"GET\",http_response_status_code=\"404\","
                           "http_route=\"\"} 1"));
  CHECK(has_line(text, name + "_count{http_request_method=\"_OTHER\",http_response_status_code="
                              "\"501\",http_route=\"\"} 1"));
  CHECK(text.find("random") == std::string::npos);
  CHECK(text.find("BREW") == std::string::npos);
  CHECK(has_line(text, "vgen_loops 2"));
  CHECK(has_line(text, "vgen_websockets 0"));
  CHECK(has_line(text, "# TYPE vgen_queue_drops_total counter"));
  CHECK(has_line(text, "vgen_dropped_messages_total 0"));
  CHECK_FALSE(has_line(text, "vgen_connections 0"));
}

TEST_CASE("admin: nothing else is there, and only for this machine", "[server]") {
  sample::Singletons singletons;
  vgen::ServerOptions options = server_options();
  options.admin_port = 0;
  vgen::Server server(sample::make(singletons), options);
  const std::uint16_t port = admin_port(server);
  CHECK(get(port, "/healthz").starts_with("HTTP/1.1 200"));
  CHECK(get(port, "/readyz", "10.0.0.1").starts_with("HTTP/1.1 200"));
  CHECK(get(port, "/hello").starts_with("HTTP/1.1 404"));
  CHECK(get(port, "/docs").starts_with("HTTP/1.1 404"));
  CHECK(get(port, "/metrics", "localhost").starts_with("HTTP/1.1 200"));
  CHECK(get(port, "/metrics", "evil.org").starts_with("HTTP/1.1 421"));
  CHECK(get(server.port(), "/metrics").starts_with("HTTP/1.1 404"));
}

TEST_CASE("admin: it answers until the server has stopped", "[server]") {
  sample::Singletons singletons;
  vgen::ServerOptions options = server_options();
  options.admin_port = 0;
  vgen::Server server(sample::make(singletons), options);
  const std::uint16_t port = admin_port(server);
  CHECK(get(port, "/readyz").starts_with("HTTP/1.1 200"));
  server.begin_stop();
  CHECK(get(port, "/readyz").starts_with("HTTP/1.1 503"));
  CHECK(get(port, "/healthz").starts_with("HTTP/1.1 200"));
  server.stop();
  CHECK_FALSE(SocketClient(port).connected());
}

TEST_CASE("admin: without a port there is none", "[server]") {
  sample::Singletons singletons;
  vgen::Server server(sample::make(singletons), server_options());
  CHECK(server.admin_url().empty());
}

TEST_CASE("access log: a file that is renamed", "[server]") {
  const vgen::test::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "access.log";
  sample::Singletons singletons;
  vgen::ServerOptions options = server_options();
  options.access_log_file = path.string();
  {
    vgen::Server server(sample::make(singletons), options);
    static_cast<void>(get(server.port(), "/hello"));
    std::filesystem::rename(path, folder.path() / "old.log");
    server.reopen_log();
    static_cast<void>(get(server.port(), "/items/1"));
    server.stop();
  }
  CHECK(content_of(folder.path() / "old.log").find(R"("route":"/hello")") != std::string::npos);
  CHECK(content_of(path).find(R"("route":"/items/{id}")") != std::string::npos);
}

TEST_CASE("access log: a file that cannot be opened", "[server]") {
  sample::Singletons singletons;
  vgen::ServerOptions options = server_options();
  options.access_log_file = "/nowhere/access.log";
  CHECK_THROWS_WITH(vgen::Server(sample::make(singletons), options),
                    "the access log '/nowhere/access.log' cannot be opened: No such file or "
                    "directory");
}
