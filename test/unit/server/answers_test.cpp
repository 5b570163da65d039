// Answers that are more than JSON, over real sockets and in memory.
#include "test/support/any_server.hpp"
#include "test/support/depot_services.hpp"
#include "test/support/process_memory.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/http/date.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

using Server = vgen_test::AnyServer;
using vgen_test::SocketClient;

namespace {

namespace fs = std::filesystem;

struct Depot {
  depot::Singletons singletons;
  vgen::testing::MemoryLog log;

  [[nodiscard]] Server serve(vgen::ServerOptions options = vgen_test::server_options()) {
    options.log = &log;
    return Server(depot::make(singletons), options);
  }
  [[nodiscard]] vgen::testing::Client client() {
    return vgen::testing::Client(depot::make(singletons), {.log = &log});
  }
};

std::string ask(const Server& server, const std::string& line, const std::string& headers = {},
                const std::string& body = {}) {
  SocketClient client(server.port());
  std::string request = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers;
  if (!body.empty())
    request +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(request + "\r\n" + body);
  return client.read_all();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
bool is_status(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}
std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}
std::string field(const std::string& answer, const std::string& name) {
  const std::size_t at = answer.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return answer.substr(begin, answer.find('\r', begin) - begin);
}

}  // namespace

TEST_CASE_METHOD(Depot, "answers: a file, all of it or a part", "[depot-server][gateway]") {
  singletons.folder.write("digits.txt", "0123456789");
  const Server server = serve();
  const std::string whole = ask(server, "GET /files/digits.txt");
  CHECK(is_status(whole, 200));
  CHECK(field(whole, "Content-Type") == "text/plain; charset=utf-8");
  CHECK(field(whole, "Content-Length") == "10");
  CHECK(field(whole, "Accept-Ranges") == "bytes");
  CHECK(vgen::read_http_date(field(whole, "Last-Modified")));
  CHECK(body_of(whole) == "0123456789");
  const std::string tag = field(whole, "ETag");
  const std::string date = field(whole, "Last-Modified");

  const auto part = [&](const std::string& range, const std::string& more = {}) {
    return ask(server, "GET /files/digits.txt", "Range: " + range + "\r\n" + more);
  };
  const std::string middle = part("bytes=2-5");
  CHECK(is_status(middle, 206));
  CHECK(field(middle, "Content-Range") == "bytes 2-5/10");
  CHECK(field(middle, "Content-Length") == "4");
  CHECK(field(middle, "ETag") == tag);
  CHECK(body_of(middle) == "2345");
  CHECK(body_of(part("bytes=-3")) == "789");
  CHECK(body_of(part("bytes=9-")) == "9");

  const std::string none = part("bytes=10-");
  CHECK(is_status(none, 416));
  CHECK(field(none, "Content-Range") == "bytes */10");
  CHECK(has(none, "urn:vgen:range-not-satisfiable"));

  for (const char* const range : {"bytes=5-2", "bytes=0-1,3-4", "lines=1-2"}) {
    INFO(range);
    CHECK(is_status(part(range), 200));
    CHECK(body_of(part(range)) == "0123456789");
  }
  CHECK(is_status(part("bytes=2-5", "If-Range: " + tag + "\r\n"), 206));
  CHECK(is_status(part("bytes=2-5", "If-Range: " + date + "\r\n"), 206));
  CHECK(is_status(part("bytes=2-5", "If-Range: \"other\"\r\n"), 200));
  CHECK(is_status(part("bytes=2-5", "If-Range: W/" + tag + "\r\n"), 200));
  CHECK(is_status(part("bytes=99-", "If-Range: \"other\"\r\n"), 200));
  CHECK(is_status(part("bytes=2-5", "If-None-Match: " + tag + "\r\n"), 304));
  CHECK(is_status(part("bytes=2-5", "If-Match: \"other\"\r\n"), 412));
}

TEST_CASE_METHOD(Depot, "answers: HEAD, conditions and files that are not there",
                 "[depot-server][gateway]") {
  singletons.folder.write("digits.txt", "0123456789");
  singletons.folder.write("empty.txt", "");
  const Server server = serve();
  const std::string head = ask(server, "HEAD /files/digits.txt", "Range: bytes=2-5\r\n");
  CHECK(is_status(head, 200));
  CHECK(field(head, "Content-Length") == "10");
  CHECK(body_of(head).empty());
  const std::string known =
      ask(server, "GET /files/digits.txt", "If-None-Match: " + field(head, "ETag") + "\r\n");
  CHECK(is_status(known, 304));
  CHECK(field(known, "ETag") == field(head, "ETag"));
  CHECK(field(known, "Content-Type").empty());
  CHECK(body_of(known).empty());
  CHECK(is_status(ask(server, "GET /files/digits.txt",
                      "If-Modified-Since: " + field(head, "Last-Modified") + "\r\n"),
                  304));
  const std::string failed = ask(server, "GET /files/digits.txt", "If-Match: \"x\"\r\n");
  CHECK(is_status(failed, 412));
  CHECK(has(failed, "urn:vgen:precondition-failed"));

  CHECK(is_status(ask(server, "GET /files/none.txt"), 404));
  CHECK(is_status(ask(server, "GET /files/.."), 404));
  const std::string empty = ask(server, "GET /files/empty.txt", "Range: bytes=-5\r\n");
  CHECK(is_status(empty, 200));
  CHECK(field(empty, "Content-Length") == "0");
  CHECK(is_status(ask(server, "GET /files/empty.txt", "Range: bytes=0-\r\n"), 416));
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Depot, "answers: a file is saved under any name", "[depot-server][gateway]") {
  singletons.folder.write("a.html", "<p>");
  const std::string saved = ask(serve(), "GET /files/a.html/save");
  CHECK(field(saved, "Content-Type") == "application/octet-stream");
  CHECK(field(saved, "X-Content-Type-Options") == "nosniff");
  CHECK(field(saved, "Content-Disposition") ==
        "attachment; filename=\"K__se _a.html\"; filename*=UTF-8''K%C3%A4se%20%22a.html");
}

TEST_CASE_METHOD(Depot, "answers: a large file takes no memory", "[depot-server]") {
  constexpr std::size_t size = 256UL * 1024 * 1024;
  const fs::path path = singletons.folder.path() / "large.bin";
  std::ofstream(path).put('a');
  fs::resize_file(path, size);
  const Server server = serve();
  const std::size_t before = vgen_test::resident_bytes();
  SocketClient client(server.port());
  client.send("GET /files/large.bin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  std::size_t received = 0;
  std::size_t peak = 0;
  for (std::string piece = client.read(65536); !piece.empty(); piece = client.read(65536)) {
    received += piece.size();
    peak = std::max(peak, vgen_test::resident_bytes());
  }
  CHECK(received > size);
  if (!vgen_test::sanitized) CHECK(peak - before < 16UL * 1024 * 1024);
}

TEST_CASE_METHOD(Depot, "answers: versions", "[depot-server][gateway]") {
  singletons.modified = *vgen::read_http_date("Sun, 29 Nov 2026 12:00:00 GMT");
  const Server server = serve();
  const auto put = [&](const std::string& condition) {
    return ask(server, "PUT /notes/7", condition, R"({"text": "milk"})");
  };
  CHECK(is_status(put("If-Match: *\r\n"), 412));
  CHECK(is_status(put("If-None-Match: *\r\n"), 204));
  CHECK(is_status(put("If-None-Match: *\r\n"), 412));

  const std::string note = ask(server, "GET /notes/7");
  CHECK(is_status(note, 200));
  CHECK(field(note, "ETag") == "\"r1\"");
  CHECK(field(note, "Last-Modified") == "Sun, 29 Nov 2026 12:00:00 GMT");
  CHECK(body_of(note) == R"({"text":"milk"})");
  const std::string known = ask(server, "GET /notes/7", "If-None-Match: W/\"r1\"\r\n");
  CHECK(is_status(known, 304));
  CHECK(field(known, "ETag") == "\"r1\"");
  CHECK(body_of(known).empty());

  CHECK(is_status(put("If-Match: \"r1\"\r\n"), 204));
  const std::string late = put("If-Match: \"r1\"\r\n");
  CHECK(is_status(late, 412));
  CHECK(has(late, "urn:vgen:precondition-failed"));
  CHECK(is_status(put("If-Match: W/\"r2\"\r\n"), 412));
  {
    const std::lock_guard lock(singletons.mutex);
    CHECK(singletons.notes[7].revision == 2);
  }
  CHECK(is_status(ask(server, "GET /notes/7", "If-None-Match: \"r1\"\r\n"), 200));
}

TEST_CASE_METHOD(Depot, "answers: what is compressed", "[depot-server]") {
  singletons.notes[1] = {.text = std::string(3000, 'n'), .revision = 1};
  singletons.notes[2] = {.text = "short", .revision = 1};
  const std::string gzip = "Accept-Encoding: gzip\r\n";
  const Server server = serve();
  const std::string text = ask(server, "GET /report", gzip);
  CHECK(is_status(text, 200));
  CHECK(field(text, "Content-Encoding") == "gzip");
  CHECK(field(text, "Vary") == "Accept-Encoding");
  CHECK(body_of(text).size() < 200);
  CHECK(field(text, "Content-Length") == std::to_string(body_of(text).size()));
  const std::string head = ask(server, "HEAD /report", gzip);
  CHECK(field(head, "Content-Length") == field(text, "Content-Length"));
  CHECK(body_of(head).empty());

  CHECK(body_of(ask(server, "GET /report")) == std::string(3000, 'r'));
  CHECK(field(ask(server, "GET /report"), "Vary") == "Accept-Encoding");
  CHECK(field(ask(server, "GET /secret", gzip), "Content-Encoding").empty());
  CHECK(field(ask(server, "GET /notes/1", gzip), "Content-Encoding").empty());  // has a strong tag
  CHECK(field(ask(server, "GET /notes/2", gzip), "Vary").empty());

  vgen::ServerOptions options = vgen_test::server_options();
  options.compression.mode = vgen::Compression::off;
  CHECK(field(ask(serve(options), "GET /report", gzip), "Content-Encoding").empty());
}

TEST_CASE_METHOD(Depot, "answers: old functions say so", "[depot-server][gateway]") {
  const Server server = serve();
  const std::string old = ask(server, "GET /report");
  CHECK(field(old, "Deprecation") == "@1782777600");
  CHECK(field(old, "Sunset") == "Sun, 31 Jan 2027 00:00:00 GMT");
  const std::string older = ask(server, "GET /secret", "Accept: text/html\r\n");
  CHECK(is_status(older, 406));
  CHECK(field(older, "Deprecation") == "@0");
  CHECK(field(older, "Sunset").empty());
  CHECK(field(ask(server, "GET /notes/1"), "Deprecation").empty());
}

TEST_CASE_METHOD(Depot, "answers: errors in the form of the API", "[depot-server]") {
  vgen::ServerOptions options = vgen_test::server_options();
  options.problem_writer = [](const vgen::Problem& problem) -> vgen::WrittenProblem {
    if (problem.status == 405) throw std::runtime_error("no words");
    return {.media_type = "application/json",
            .text = "{\"code\":" + std::to_string(problem.status) + "}"};
  };
  const Server server = serve(options);
  const std::string missing = ask(server, "GET /notes/5");
  CHECK(is_status(missing, 404));
  CHECK(field(missing, "Content-Type") == "application/json");
  CHECK(body_of(missing) == R"({"code":404})");
  CHECK(body_of(ask(server, "GET /nowhere")) == R"({"code":404})");
  CHECK(body_of(ask(server, "GET /notes/x")) == R"({"code":422})");
  CHECK(body_of(ask(server, "GET")) == R"({"code":400})");
  CHECK(field(ask(server, "DELETE /report"), "Content-Type") == "application/problem+json");
  REQUIRE(log.lines().size() == 1);
  CHECK(log.lines().front().message == "the problem writer has failed: no words");
}

TEST_CASE_METHOD(Depot, "answers: the same in memory", "[depot]") {
  singletons.folder.write("digits.txt", "0123456789");
  singletons.notes[7] = {.text = "milk", .revision = 1};
  vgen::testing::Client client = this->client();
  const vgen::Response part = client.get("/files/digits.txt", {{"Range", "bytes=2-5"}});
  CHECK(part.status == 206);
  CHECK(part.body == "2345");
  CHECK(client.get("/files/digits.txt", {{"Range", "bytes=10-"}}).status == 416);
  CHECK(client.get("/notes/7", {{"If-None-Match", "\"r1\""}}).status == 304);
  CHECK(client.put("/notes/7", R"({"text": "x"})", {{"If-Match", "\"r9\""}}).status == 412);
  CHECK(client.get("/report").headers.find("Sunset") == "Sun, 31 Jan 2027 00:00:00 GMT");

  vgen::testing::Client other(
      depot::make(singletons), {.problem_writer = [](const vgen::Problem& problem) {
        return vgen::WrittenProblem{.media_type = "text/plain", .text = problem.title};
      }});
  CHECK(other.get("/notes/5").body == "Not found");
}
