// Files over real sockets, from a real folder.
#include "test/support/any_server.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/dispatch/static_files.hpp>
#include <vgen/testing/memory_log.hpp>

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

using vgen::ServerOptions;
using Server = vgen_test::AnyServer;
using vgen_test::SocketClient;

namespace {

namespace fs = std::filesystem;

/// tmp/secret.txt is outside tmp/web, the served folder.
struct Folder {
  vgen::test::TemporaryFolder tmp;

  Folder() {
    tmp.write("secret.txt", "SECRET");
    tmp.write("web-other/secret.txt", "SECRET");
    tmp.write("web/index.html", "<p>page</p>");
    tmp.write("web/main.js", "let a = 1;");
    tmp.write("web/guide/index.html", "<p>guide</p>");
    tmp.write("web/guide/a b.txt", "spaces");
    tmp.write("web/guide/100%25.txt", "percent");
    tmp.write("web/empty/note.txt", "");
    tmp.write("web/hello", "a file where a route is");
    tmp.write("web/healthz", "a file where a document is");
    tmp.write("web/.env", "SECRET");
    tmp.write("web/.git/config", "SECRET");
    fs::create_symlink("../secret.txt", tmp.path() / "web/link.txt");
    fs::create_directory_symlink("..", tmp.path() / "web/up");
    ::mkfifo((tmp.path() / "web/pipe").c_str(), 0600);
  }
  [[nodiscard]] std::string web() const { return (tmp.path() / "web").string(); }
};

struct Fixture : Folder {
  sample::Singletons singletons;
  vgen::testing::MemoryLog log;

  ServerOptions options(std::vector<vgen::ServedDirectory> directories) {
    ServerOptions result = vgen_test::server_options();
    result.directories = std::move(directories);
    result.log = &log;
    return result;
  }
  Server serve(vgen::ServedDirectory directory) {
    return Server(sample::make(singletons), options({std::move(directory)}));
  }
};

std::string ask(const Server& server, const std::string& method, const std::string& target,
                const std::string& headers = {}) {
  SocketClient client(server.port());
  client.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers +
              "\r\n");
  return client.read_all();
}

std::string get(const Server& server, const std::string& target, const std::string& headers = {}) {
  return ask(server, "GET", target, headers);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool is_status(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

std::string tag_of(const std::string& answer) {
  const std::size_t at = answer.find("ETag: ") + 6;
  return answer.substr(at, answer.find('\r', at) - at);
}

const std::string browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

}  // namespace

TEST_CASE_METHOD(Fixture, "files: are served with type, tag and length", "[files][gateway]") {
  const Server server = serve({.folder = web()});
  const std::string page = get(server, "/");
  CHECK(is_status(page, 200));
  CHECK(has(page, "Content-Type: text/html; charset=utf-8\r\n"));
  CHECK(has(page, "Cache-Control: no-cache\r\n"));
  CHECK(has(page, "X-Content-Type-Options: nosniff\r\n"));
  CHECK(has(page, "Content-Length: 11\r\n"));
  CHECK(body_of(page) == "<p>page</p>");

  const std::string script = get(server, "/main.js?v=3");
  CHECK(has(script, "Content-Type: text/javascript; charset=utf-8\r\n"));
  CHECK_FALSE(has(script, "Cache-Control"));
  CHECK(body_of(script) == "let a = 1;");

  CHECK(body_of(get(server, "/guide/")) == "<p>guide</p>");
  CHECK(body_of(get(server, "/guide/a%20b.txt")) == "spaces");
  CHECK(body_of(get(server, "/%6dain.js")) == "let a = 1;");
  CHECK(is_status(get(server, "/empty/note.txt"), 200));
}

TEST_CASE_METHOD(Fixture, "files: routes and documents of the API go first", "[files][gateway]") {
  const Server server = serve({.folder = web(), .fallback = "index.html"});
  CHECK(body_of(get(server, "/hello")) == "{\"message\":\"hello\"}");
  CHECK(body_of(get(server, "/healthz")) == R"({"status":"ok"})");
  CHECK(is_status(ask(server, "PUT", "/hello"), 405));
}

TEST_CASE_METHOD(Fixture, "files: nothing outside of the folder, nothing hidden",
                 "[files][gateway]") {
  const Server server = serve({.folder = web(), .fallback = "index.html"});
  for (const char* const target : {"/../secret.txt",
                                   "/guide/../../secret.txt",
                                   "/%2e%2e/secret.txt",
                                   "/.%2e/secret.txt",
                                   "/%2E%2E%2Fsecret.txt",
                                   "/..%2fsecret.txt",
                                   "/..%5csecret.txt",
                                   "/..\\secret.txt",
                                   "/guide/..%2f..%2fsecret.txt",
                                   "/%252e%252e/secret.txt",
                                   "/%252e%252e%252fsecret.txt",
                                   "//secret.txt",
                                   "///etc/passwd",
                                   "//etc/passwd",
                                   "/%2fetc/passwd",
                                   "/%2f%2fetc%2fpasswd",
                                   "/guide//index.html",
                                   "/./index.html",
                                   "/guide/./index.html",
                                   "/guide/..",
                                   "/..",
                                   "/../web-other/secret.txt",
                                   "/main.js%00.txt",
                                   "/%00",
                                   "/secret.txt%00.html",
                                   "/main.js%",
                                   "/%zz",
                                   "/%c0%ae%c0%ae/secret.txt",
                                   "/%c0%ae%c0%ae%c0%afsecret.txt",
                                   "/link.txt",
                                   "/up/secret.txt",
                                   "/up/web/main.js",
                                   "/up/",
                                   "/up",
                                   "/.env",
                                   "/.git/config",
                                   "/.git/",
                                   "/%2egit/config",
                                   "/...",
                                   "/main.js/",
                                   "/main.js/x",
                                   "/pipe",
                                   "/empty/",
                                   "/empty",
                                   "/nothing.js",
                                   "/C:/secret.txt",
                                   "/guide%2findex.html",
                                   "/%0d%0aSet-Cookie:x",
                                   "/a%0a"}) {
    INFO(target);
    const std::string answer = get(server, target);
    CHECK(is_status(answer, 404));
    CHECK(has(answer, "urn:vgen:not-found"));
    CHECK_FALSE(has(answer, "SECRET"));
    CHECK_FALSE(has(answer, "root:"));
    CHECK_FALSE(has(get(server, target, browser), "SECRET"));
  }
  CHECK(body_of(get(server, "/guide/100%2525.txt")) == "percent");  // decoded once
  CHECK(is_status(get(server, "/guide/100%25.txt"), 404));
}

TEST_CASE_METHOD(Fixture, "files: other methods", "[files][gateway]") {
  const Server server = serve({.folder = web(), .fallback = "index.html"});
  const std::string head = ask(server, "HEAD", "/main.js");
  CHECK(is_status(head, 200));
  CHECK(has(head, "Content-Length: 10\r\n"));
  CHECK(body_of(head).empty());
  for (const char* const method : {"POST", "PUT", "PATCH", "DELETE", "TRACE"}) {
    INFO(method);
    const std::string refused = ask(server, method, "/main.js", browser);
    CHECK(is_status(refused, 405));
    CHECK(has(refused, "Allow: GET, HEAD, OPTIONS\r\n"));
    CHECK(is_status(ask(server, method, "/nothing", browser), 404));
  }
  CHECK(is_status(ask(server, "OPTIONS", "/main.js"), 204));
  CHECK(is_status(ask(server, "HEAD", "/nothing.js"), 404));
}

TEST_CASE_METHOD(Fixture, "files: what the client has is not sent again", "[files][gateway]") {
  const Server server = serve({.folder = web()});
  const std::string tag = tag_of(get(server, "/main.js"));
  CHECK(tag.size() > 4);
  for (const std::string& known : {tag, "W/" + tag, "\"x\" , " + tag, std::string("*")}) {
    INFO(known);
    const std::string answer = get(server, "/main.js", "If-None-Match: " + known + "\r\n");
    CHECK(is_status(answer, 304));
    CHECK(tag_of(answer) == tag);
    CHECK(body_of(answer).empty());
  }
  CHECK(is_status(get(server, "/main.js", "If-None-Match: \"x\"\r\n"), 200));
  CHECK(is_status(get(server, "/nothing.js", "If-None-Match: *\r\n"), 404));

  fs::last_write_time(tmp.path() / "web/main.js",
                      fs::file_time_type::clock::now() + std::chrono::seconds(5));
  CHECK(is_status(get(server, "/main.js", "If-None-Match: " + tag + "\r\n"), 200));
}

TEST_CASE_METHOD(Fixture, "files: a single-page app answers browsers at any path",
                 "[files][gateway]") {
  const Server server = serve({.folder = web(), .fallback = "index.html"});
  const std::string page = get(server, "/lists/7", browser);
  CHECK(is_status(page, 200));
  CHECK(body_of(page) == "<p>page</p>");
  CHECK(has(page, "Cache-Control: no-cache\r\n"));
  CHECK(is_status(get(server, "/empty/", browser), 200));
  CHECK(is_status(ask(server, "HEAD", "/lists/7", browser), 200));
  for (const char* const accept :
       {"", "Accept: */*\r\n", "Accept: application/json\r\n", "Accept: text/html;q=0, */*\r\n"}) {
    INFO(accept);
    CHECK(is_status(get(server, "/lists/7", accept), 404));
  }
  CHECK(is_status(get(serve({.folder = web()}), "/lists/7", browser), 404));
}

TEST_CASE_METHOD(Fixture, "files: a folder without slash leads to the one with it",
                 "[files][gateway]") {
  const Server server = serve({.folder = web()});
  const std::string answer = get(server, "/guide?a=b");
  CHECK(is_status(answer, 308));
  CHECK(has(answer, "Location: /guide/?a=b\r\n"));
  CHECK(is_status(get(server, "//guide"), 404));  // as a Location header it would name another host
}

TEST_CASE_METHOD(Fixture, "files: prefixes", "[files][gateway]") {
  const Server server(sample::make(singletons),
                      options({{.prefix = "/app/", .folder = web()},
                               {.prefix = "/app/inner", .folder = web() + "/guide"}}));
  CHECK(body_of(get(server, "/app/main.js")) == "let a = 1;");
  CHECK(body_of(get(server, "/%61pp/main.js")) == "let a = 1;");
  CHECK(body_of(get(server, "/app/inner/a%20b.txt")) == "spaces");
  CHECK(has(get(server, "/app"), "Location: /app/\r\n"));
  CHECK(is_status(get(server, "/main.js"), 404));
  CHECK(is_status(get(server, "/application/main.js"), 404));
  CHECK(is_status(get(server, "/"), 404));
}

TEST_CASE_METHOD(Fixture, "files: too large ones are refused and logged", "[files][gateway]") {
  const Server server = serve({.folder = web(), .file_bytes = 10});
  CHECK(is_status(get(server, "/main.js"), 200));
  const std::string answer = get(server, "/");
  CHECK(is_status(answer, 500));
  CHECK(has(answer, "urn:vgen:internal"));
  CHECK_FALSE(has(answer, "ETag"));
  REQUIRE(log.lines().size() == 1);
  CHECK(has(log.lines().front().message, "larger than its limit"));
}

TEST_CASE_METHOD(Fixture, "files: a server that could not serve them does not start", "[files]") {
  CHECK_THROWS_AS(serve({.folder = web() + "/no"}), std::invalid_argument);
  CHECK_THROWS_AS(serve({.folder = web() + "/main.js"}), std::invalid_argument);
  CHECK_THROWS_AS(serve({.folder = ""}), std::invalid_argument);
  CHECK_THROWS_AS(serve({.prefix = "app", .folder = web()}), std::invalid_argument);
  CHECK_THROWS_AS(Server(sample::make(singletons),
                         options({{.folder = web()}, {.prefix = "/", .folder = web()}})),
                  std::invalid_argument);
}

TEST_CASE("files: media types", "[files]") {
  CHECK(vgen::media_type_of("a.css") == "text/css; charset=utf-8");
  CHECK(vgen::media_type_of("a.b/A.SVG") == "image/svg+xml");
  CHECK(vgen::media_type_of("app.js.map") == "application/json");
  CHECK(vgen::media_type_of("x.woff2") == "font/woff2");
  CHECK(vgen::media_type_of("site.webmanifest") == "application/manifest+json");
  CHECK(vgen::media_type_of("README") == "application/octet-stream");
  CHECK(vgen::media_type_of("x.unknown") == "application/octet-stream");
}
