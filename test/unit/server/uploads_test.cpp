// Forms, with and without files, over real sockets and in memory.
#include "test/support/any_server.hpp"
#include "test/support/depot_services.hpp"
#include "test/support/process_memory.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using Server = vgen_test::AnyServer;
using vgen_test::SocketClient;

namespace {

namespace fs = std::filesystem;

struct Depot {
  depot::Singletons singletons;
  vgen::test::TemporaryFolder temporary;
  vgen::testing::MemoryLog log;

  [[nodiscard]] vgen::UploadOptions uploads() const {
    return {.folder = temporary.path().string(), .text_bytes = 2000, .parts = 8};
  }
  [[nodiscard]] Server serve() {
    vgen::ServerOptions options = vgen_test::server_options();
    options.log = &log;
    options.uploads = uploads();
    return Server(depot::make(singletons), options);
  }
  [[nodiscard]] vgen::testing::Client client() {
    return vgen::testing::Client(depot::make(singletons), {.log = &log, .uploads = uploads()});
  }
  [[nodiscard]] bool no_files_left() const { return fs::is_empty(temporary.path()); }
};

const std::string type = "multipart/form-data; boundary=b";

std::string part(const std::string& name, const std::string& text) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
}
std::string file(const std::string& name, const std::string& file_name, const std::string& text,
                 const std::string& media_type = "image/png") {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file_name +
         "\"\r\nContent-Type: " + media_type + "\r\n\r\n" + text + "\r\n";
}
const std::string end = "--b--\r\n";

std::string request(const std::string& line, const std::string& body,
                    const std::string& media_type = type, const std::string& more = {}) {
  return line + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + media_type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more + "\r\n" + body;
}
std::string chunked(const std::string& line, const std::string& body) {
  std::string text = line + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type +
                     "\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (std::size_t at = 0; at < body.size(); at += 7) {
    const std::string piece = body.substr(at, 7);
    text += std::to_string(piece.size()) + "\r\n" + piece + "\r\n";
  }
  return text + "0\r\n\r\n";
}

bool has(const std::string& text, std::string_view piece) {
  return text.find(piece) != std::string::npos;
}
bool is_status(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}
std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

const std::string photo = file("photo", "cat.png", "PNG\r\n--a-");
const std::string everything = part("title", "Cat \xc3\xa4") + part("rank", "3") +
                               part("labels", "a,b") + part("labels", "c") +
                               part("place", R"({"city": "Ulm", "zip": 89073})") + photo +
                               file("preview", "C:\\x\\small.png", "", "text/plain") +
                               file("pages", "1", "one") + file("pages", "2", "two") + end;
const std::string answer_to_everything =
    R"({"title":"Cat ä","rank":3,"labels":["a,b","c"],"city":"Ulm","files":[)"
    R"({"name":"cat.png","media_type":"image/png","size":9,"text":"PNG\r\n--a-"},)"
    R"({"name":"small.png","media_type":"text/plain","size":0,"text":""},)"
    R"({"name":"1","media_type":"image/png","size":3,"text":"one"},)"
    R"({"name":"2","media_type":"image/png","size":3,"text":"two"}]})";

}  // namespace

TEST_CASE_METHOD(Depot, "uploads: parts become members", "[depot-server][gateway]") {
  singletons.paths.clear();
  vgen::ServerOptions options = vgen_test::server_options();
  options.uploads = {.folder = temporary.path().string()};
  const Server server(depot::make(singletons), options);
  SocketClient client(server.port());
  const std::string line = "POST /albums/7/photos";
  const std::string answer = client.exchange(request(line, everything));
  CHECK(is_status(answer, 200));
  CHECK(body_of(answer) == answer_to_everything);
  CHECK(body_of(client.exchange(chunked(line, everything))) == answer_to_everything);
  // In pieces, on the same connection.
  const std::string text = request(line, everything);
  for (std::size_t at = 0; at < text.size(); at += 11) client.send(text.substr(at, 11));
  CHECK(body_of(client.read_answer()) == answer_to_everything);
  {
    const std::lock_guard lock(singletons.mutex);
    CHECK(singletons.paths.size() == 12);
    for (const std::string& path : singletons.paths)
      CHECK(path.starts_with(temporary.path().string()));
  }
  client.exchange("GET /notes/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(no_files_left());
}

TEST_CASE_METHOD(Depot, "uploads: what is not there", "[depot-server][gateway]") {
  const Server server = serve();
  SocketClient client(server.port());
  const std::string little = client.exchange(
      request("POST /albums/7/photos", part("title", "x") + file("preview", "", "") + photo + end));
  CHECK(has(little, R"({"title":"x","rank":0,"labels":[],"city":"","files":[{"name":"cat.png",)"));
  const std::string none = client.exchange(request("POST /albums/7/photos", end));
  CHECK(is_status(none, 422));
  CHECK(has(none, R"({"in":"body","pointer":"/title","code":"required")"));
  CHECK(has(none, R"({"in":"body","pointer":"/photo","code":"required")"));
  const std::string empty = client.exchange("POST /albums/7/photos HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(is_status(empty, 422));
  CHECK(has(empty, R"("pointer":"/photo","code":"required")"));
}

TEST_CASE_METHOD(Depot, "uploads: members are validated, with their pointers",
                 "[depot-server][gateway]") {
  const Server server = serve();
  SocketClient client(server.port());
  const auto fault = [&](const std::string& parts, const std::string& expected) {
    INFO(parts);
    const std::string answer = client.exchange(request("POST /albums/7/photos", parts + end));
    CHECK(is_status(answer, 422));
    CHECK(has(answer, expected));
  };
  const std::string good = part("title", "x") + photo;
  fault(part("title", "") + photo, R"("pointer":"/title","code":"minLength")");
  fault(good + part("rank", "0"), R"("pointer":"/rank","code":"minimum")");
  fault(good + part("rank", "x"), R"("pointer":"/rank","code":"type")");
  fault(good + part("title", "y"), R"("pointer":"/title","code":"duplicate")");
  fault(good + photo, R"("pointer":"/photo","code":"duplicate")");
  fault(good + part("titel", "y"), R"("pointer":"/titel","code":"unknown")");
  fault(good + part("album", "8"), R"("pointer":"/album","code":"bound_elsewhere")");
  fault(good + part("place", R"({"city": 5, "zip": -1})"),
        R"({"in":"body","pointer":"/place/city","code":"type")");
  fault(good + part("place", R"({"zip": -1})"), R"("pointer":"/place/zip","code":"minimum")");
  fault(part("title", "x") + file("photo", "a", ""),
        R"({"in":"body","pointer":"/photo","code":"minLength",)"
        R"("message":"must have at least 1 byte","limit":1})");
  fault(part("title", "x") + file("photo", "a", std::string(100'001, 'x')),
        R"("pointer":"/photo","code":"maxLength","message":"must have at most 100000 bytes")");
  fault(good + file("pages", "1", "") + file("pages", "2", "") + file("pages", "3", ""),
        R"("pointer":"/pages","code":"maxItems")");
  fault(part("title", "x") + part("photo", "text"),
        R"("pointer":"/photo","code":"type","message":"must be a file")");
  fault(good + file("rank", "a", "3"),
        R"("pointer":"/rank","code":"type","message":"must be a text, not a file")");
  const std::string path =
      client.exchange(request("POST /albums/x/photos", part("title", "") + photo + end));
  CHECK(has(path, R"({"in":"path","pointer":"/album","code":"type")"));
  CHECK(has(path, R"({"in":"body","pointer":"/title","code":"minLength")"));
  const std::string text =
      client.exchange(request("POST /albums/7/photos", good + part("place", "{") + end));
  CHECK(is_status(text, 400));
  CHECK(has(text, R"("pointer":"/place","code":"syntax")"));
  CHECK(no_files_left());
}

TEST_CASE_METHOD(Depot, "uploads: other bodies are refused", "[depot-server][gateway]") {
  const Server server = serve();
  const auto answer = [&](const std::string& body, const std::string& media_type = type,
                          const std::string& more = {}) {
    SocketClient client(server.port());
    return client.exchange(request("POST /albums/7/photos", body, media_type, more));
  };
  const std::string good = part("title", "x") + photo;
  CHECK(is_status(answer("{}", "application/json"), 415));
  CHECK(has(answer("{}", "application/json"), "multipart/form-data with a boundary"));
  CHECK(is_status(answer(good + end, "multipart/form-data"), 415));
  CHECK(is_status(answer(good + end, "multipart/mixed; boundary=b"), 415));
  CHECK(is_status(answer(good), 400));
  CHECK(has(answer(good), "The form ends before its last boundary."));
  CHECK(is_status(answer("--b\r\nX: y\r\n\r\n\r\n" + end), 400));
  CHECK(is_status(answer(std::string("no boundary")), 400));
  CHECK(is_status(answer(part("title", std::string(2001, 'x')) + photo + end), 413));
  std::string many;
  for (int i = 0; i < 9; ++i) many += file("pages", "x", "");
  CHECK(is_status(answer(many + end), 413));
  CHECK(is_status(answer("--b\r\n" + std::string(20'000, 'x')), 413));
  CHECK(is_status(answer(good + end, type, "Origin: http://evil.example\r\n"), 403));
  CHECK(is_status(answer(good + end, type, "Origin: http://x\r\n"), 200));
  CHECK(no_files_left());
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Depot, "uploads: a client that goes away leaves nothing", "[depot-server]") {
  const Server server = serve();
  {
    SocketClient client(server.port());
    const std::string text = request("POST /albums/7/photos", everything);
    client.send(text.substr(0, text.find("PNG") + 2));
    SocketClient other(server.port());
    for (int i = 0; i < 100 && no_files_left(); ++i)
      other.exchange("GET /notes/1 HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK_FALSE(no_files_left());
    client.reset();
    for (int i = 0; i < 1000 && !no_files_left(); ++i)
      other.exchange("GET /notes/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  CHECK(no_files_left());
}

TEST_CASE_METHOD(Depot, "uploads: a disk that takes nothing", "[depot-server][gateway]") {
  vgen::ServerOptions options = vgen_test::server_options();
  options.log = &log;
  options.uploads.folder = temporary.path().string() + "/none";
  const Server server(depot::make(singletons), options);
  SocketClient client(server.port());
  const std::string answer = client.exchange(request("POST /albums/7/photos", everything));
  CHECK(is_status(answer, 503));
  CHECK(has(answer, "The server cannot store files now."));
  CHECK_FALSE(has(answer, temporary.path().string()));
  REQUIRE(log.lines().size() == 1);
  CHECK(has(log.lines().front().message, "a file of a form cannot be stored: opening "));
  CHECK(has(log.lines().front().message, "No such file or directory"));
}

namespace {

/// Files of this process can grow to this size only, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

}  // namespace

TEST_CASE_METHOD(Depot, "uploads: a disk that becomes full", "[depot-server]") {
  const Server server = serve();
  {
    const FullDisk disk(1024UL * 1024);
    SocketClient client(server.port());
    const std::string text(3UL * 1024 * 1024, 'x');
    const std::string answer =
        client.exchange(request("PUT /large", file("file", "x", text) + end));
    CHECK(is_status(answer, 503));
    CHECK(has(answer, "The server cannot store files now."));
    CHECK(no_files_left());
    REQUIRE(log.lines().size() == 1);
    CHECK(has(log.lines().front().message, "a file of a form cannot be stored: writing "));
    CHECK(has(log.lines().front().message, ": File too large"));
  }
  SocketClient client(server.port());
  CHECK(is_status(client.exchange(request("PUT /large", file("file", "x", "y") + end)), 200));
}

TEST_CASE_METHOD(Depot, "uploads: a large file takes no memory, and can be kept",
                 "[depot-server]") {
  // scripts/soak --long sends more.
  const char* const wished = std::getenv("VGEN_SOAK_UPLOAD_MB");
  const std::size_t size = (wished != nullptr ? std::stoul(wished) : 256UL) * 1024UL * 1024UL;
  const Server server = serve();
  SocketClient client(server.port());
  const std::string head = "--b\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n";
  const std::string tail = "\r\n--b--";
  client.send("PUT /large HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " +
              std::to_string(head.size() + size + tail.size()) + "\r\n\r\n" + head);
  std::string block(1024UL * 1024, 'x');
  for (std::size_t i = 0; i < block.size(); i += 500) block.replace(i, 5, "\r\n--a");
  const std::size_t before = vgen_test::resident_bytes();
  std::size_t peak = before;
  for (std::size_t sent = 0; sent < size; sent += block.size()) {
    client.send(block);
    peak = std::max(peak, vgen_test::resident_bytes());
  }
  client.send(tail);
  CHECK(is_status(client.read_answer(), 200));
  if (!vgen_test::sanitized) CHECK(peak - before < 16UL * 1024 * 1024);
  CHECK(fs::file_size(singletons.folder.path() / "kept") == size);
  CHECK(no_files_left());
}

TEST_CASE_METHOD(Depot, "forms: of pages", "[depot-server][gateway]") {
  const Server server = serve();
  SocketClient client(server.port());
  const std::string form = "application/x-www-form-urlencoded";
  const auto post = [&](const std::string& body, const std::string& media_type) {
    return client.exchange(request("POST /orders", body, media_type));
  };
  CHECK(body_of(post("article=a+%2B%20b%C3%A4&pieces=2&colours=red,blue&colours=&paper=glossy",
                     form + ";charset=UTF-8")) ==
        R"({"article":"a + bä","pieces":2,"colours":["red,blue",""],"paper":"glossy"})");
  CHECK(body_of(post("article=x", form)) == R"({"article":"x","pieces":1,"colours":[]})");
  CHECK(body_of(post(R"({"article": "x", "colours": []})", "application/json")) ==
        R"({"article":"x","pieces":1,"colours":[]})");
  const auto fault = [&](const std::string& body, int status, const std::string& expected) {
    INFO(body);
    const std::string answer = post(body, form);
    CHECK(is_status(answer, status));
    CHECK(has(answer, expected));
  };
  fault("", 422, R"({"in":"body","pointer":"/article","code":"required")");
  fault("article=&pieces=10", 422, R"("pointer":"/pieces","code":"maximum")");
  fault("article=x&pieces=1&pieces=2", 422, R"("pointer":"/pieces","code":"duplicate")");
  fault("article=x&colours=a&colours=b&colours=c", 422,
        R"("pointer":"/colours","code":"maxItems")");
  fault("article=x&artikel=y", 422, R"("pointer":"/artikel","code":"unknown")");
  fault("article=x&paper=thin", 422, R"("pointer":"/paper","code":"enum")");
  fault("article=%FF", 422, R"("pointer":"/article","code":"encoding")");
  fault("article=%", 400, R"("code":"syntax")");
  fault("article=%4", 400, R"("code":"syntax")");
  fault("article=x&b%zz=1", 400, R"("code":"syntax")");
  CHECK(is_status(post("article=x", "text/plain"), 415));
  CHECK(is_status(post("article=x", form + "; charset=latin1"), 415));
  CHECK(is_status(client.exchange(request("PUT /notes/1", "text=x", form)), 415));
  CHECK(is_status(client.exchange(request("POST /orders", "article=x", form,
                                          "Origin: http://evil.example\r\n")),
                  403));
  CHECK(body_of(client.exchange(request("PATCH /orders/5", "pieces=3", form))) ==
        R"({"id":5,"pieces":3})");
  const std::string elsewhere = client.exchange(request("PATCH /orders/5", "id=6&pieces=3", form));
  CHECK(has(elsewhere, R"("pointer":"/id","code":"bound_elsewhere")"));
  CHECK(body_of(client.exchange(request("PATCH /orders/5", R"({"pieces": 3})",
                                        "application/json"))) == R"({"id":5,"pieces":3})");
}

TEST_CASE_METHOD(Depot, "QUERY: asks with a body", "[depot-server][gateway]") {
  singletons.notes[1] = {.text = "buy milk", .revision = 1};
  singletons.notes[2] = {.text = "sleep", .revision = 1};
  const Server server = serve();
  SocketClient client(server.port());
  const std::string found = client.exchange(
      request("QUERY /notes", R"({"words": "milk", "kinds": [1, 2]})", "application/json"));
  CHECK(body_of(found) == R"([{"text":"buy milk"}])");
  CHECK(is_status(client.exchange(request("QUERY /notes", "milk", "text/plain")), 415));
  CHECK(is_status(client.exchange(request("QUERY /notes", "{}", "application/json")), 422));
  const std::string other = client.exchange("GET /notes HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(is_status(other, 405));
  CHECK(has(other, "Allow: QUERY, OPTIONS\r\n"));
  CHECK(is_status(client.exchange(request("QUERY /report", "{}", "application/json")), 405));
}

TEST_CASE_METHOD(Depot, "uploads: the same in memory", "[depot]") {
  vgen::testing::Client client = this->client();
  const vgen::testing::Client::RequestHeaders form = {{"Content-Type", type}};
  CHECK(client.post("/albums/7/photos", part("title", "x") + photo + end, form).status == 200);
  CHECK(client.post("/albums/7/photos", part("title", "x") + photo, form).status == 400);
  CHECK(client.post("/albums/7/photos", "{}").status == 415);
  CHECK(client.put("/large", file("file", "a", "content") + end, form).status == 200);
  CHECK(singletons.folder.read("kept") == "content");
  CHECK(
      client.post("/orders", "article=a+b", {{"Content-Type", "application/x-www-form-urlencoded"}})
          .body == R"({"article":"a b","pieces":1,"colours":[]})");
  CHECK(client.request("QUERY", "/notes", {}, R"({"words": "x", "kinds": []})").body == "[]");
  CHECK(no_files_left());
}
