// The sample board in memory: its functions with a real database in a temporary folder.
#include "api.gen.hpp"
#include "samples/common/passwords.hpp"
#include "services.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using vgen::Response;
using vgen::testing::Event;
using vgen::testing::Events;
using Headers = vgen::testing::Client::RequestHeaders;

namespace {

/// A server that can be started again with the same data.
class Server {
 public:
  Server() { start(); }

  void start() {
    client_.reset();
    shared_.reset();
    shared_ = std::make_unique<board::Singletons>(folder_.path());
    client_ = std::make_unique<vgen::testing::Client>(
        board::api(*shared_, board::make_services),
        vgen::testing::ClientOptions{.log = &log,
                                     .sessions = board::session_options(*shared_),
                                     .uploads = board::upload_options(*shared_)});
  }
  [[nodiscard]] vgen::testing::Client& client() { return *client_; }
  [[nodiscard]] board::Store& store() { return shared_->store; }
  /// The numbers of files that are kept.
  [[nodiscard]] std::size_t files() const {
    std::size_t count = 0;
    for (const char* const folder : {"attachments", "uploads"}) {
      for (const auto& file : std::filesystem::directory_iterator(folder_.path() / folder))
        count += file.is_regular_file() ? 1U : 0U;
    }
    return count;
  }

  Response sign_in(const std::string& user, const std::string& password) {
    return client().post("/session",
                         R"({"user":")" + user + R"(","password":")" + password + "\"}");
  }

  vgen::testing::MemoryLog log;

 private:
  vgen::test::TemporaryFolder folder_;
  std::unique_ptr<board::Singletons> shared_;
  std::unique_ptr<vgen::testing::Client> client_;
};

/// Somebody with a page of the server.
class User {
 public:
  User(Server& server, const std::string& name, const std::string& password) : server_(server) {
    const Response response = server.sign_in(name, password);
    REQUIRE(response.status == 200);
    const std::string cookie(response.headers.find("Set-Cookie").value_or(""));
    headers_ = {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"Sec-Fetch-Site", "same-origin"}};
  }

  Response request(std::string_view method, std::string_view target, std::string_view body = {},
                   Headers more = {}) {
    more.insert(more.end(), headers_.begin(), headers_.end());
    return server_.client().request(method, target, more, body);
  }
  Response add(const std::string& title) {
    return request("POST", "/cards", R"({"title":")" + title + "\"}");
  }
  Response upload(const std::string& target, const std::string& name, const std::string& content) {
    return request("POST", target,
                   "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                       "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--cut--\r\n",
                   {{"Content-Type", "multipart/form-data; boundary=cut"}});
  }
  Events follow(const std::string& last_id = {}) {
    Headers headers = headers_;
    if (!last_id.empty()) headers.emplace_back("Last-Event-ID", last_id);
    return server_.client().events("/board/events", headers);
  }

 private:
  Server& server_;
  Headers headers_;
};

struct Team : Server {
  User ada{*this, "ada", "lovelace"};
  User grace{*this, "grace", "hopper"};
};

std::string card(int id, const std::string& title, const std::string& column,
                 const std::string& author, const std::string& attachments = "") {
  return R"({"id":)" + std::to_string(id) + R"(,"title":")" + title + R"(","column":")" + column +
         R"(","author":")" + author + R"(","changed":"2026-01-01T00:00:00Z","attachments":[)" +
         attachments + "]}";
}
/// The same as an event.
std::string event(const std::string& card) {
  return R"({"kind":"Card",)" + card.substr(1);
}

std::vector<std::string> data_of(const std::vector<Event>& events) {
  std::vector<std::string> data;
  for (const Event& one : events) data.push_back(one.data);
  return data;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("board: passwords") {
  const std::string hash = samples::hash_of_password("lovelace");
  CHECK(hash.starts_with("scrypt$"));
  CHECK(hash.size() == 7 + 32 + 1 + 64);
  CHECK(samples::hash_of_password("lovelace") != hash);
  CHECK(samples::is_password("lovelace", hash));
  CHECK_FALSE(samples::is_password("Lovelace", hash));
  CHECK_FALSE(samples::is_password("", hash));
  CHECK_FALSE(samples::is_password("lovelace", ""));
  CHECK_FALSE(samples::is_password("lovelace", "scrypt$"));
}

TEST_CASE_METHOD(Server, "board: signing in and out") {
  for (const auto& [user, password] : {std::pair("ada", "hopper"), std::pair("nobody", "lovelace"),
                                       std::pair("ADA", "lovelace")}) {
    const Response refused = sign_in(user, password);
    CHECK(refused.status == 422);
    CHECK(refused.body.starts_with(R"({"type":"urn:board:wrong-password")"));
    CHECK_FALSE(refused.headers.find("Set-Cookie"));
  }
  CHECK(sign_in("", "x").status == 422);

  const Response welcome = sign_in("grace", "hopper");
  CHECK(welcome.body == R"({"user":"grace","role":"member"})");
  const std::string cookie(welcome.headers.find("Set-Cookie").value_or(""));
  CHECK(cookie.starts_with("__Host-session="));
  CHECK(cookie.ends_with("; Path=/; Max-Age=1209600; Secure; HttpOnly; SameSite=Lax"));

  User ada(*this, "ada", "lovelace");
  CHECK(ada.request("GET", "/session").body == R"({"user":"ada","role":"owner"})");
  CHECK(ada.request("DELETE", "/session").status == 204);
  // Also a copy of the cookie is worth nothing now.
  CHECK(ada.request("GET", "/session").status == 401);
}

TEST_CASE_METHOD(Server, "board: everything else needs a session") {
  for (const auto& [method, target] : {
           std::pair("GET", "/session"),
           std::pair("DELETE", "/session"),
           std::pair("GET", "/board"),
           std::pair("GET", "/board/events"),
           std::pair("POST", "/board/purge"),
           std::pair("POST", "/cards"),
           std::pair("PATCH", "/cards/1"),
           std::pair("DELETE", "/cards/1"),
           std::pair("POST", "/cards/1/attachments"),
           std::pair("GET", "/attachments/1"),
       }) {
    CAPTURE(method, target);
    CHECK(client().request(method, target).status == 401);
  }
}

TEST_CASE_METHOD(Team, "board: cards") {
  const Response added = grace.add("Paint the fence");
  CHECK(added.status == 201);
  CHECK(added.body == card(1, "Paint the fence", "planned", "grace"));
  CHECK(grace.request("PATCH", "/cards/1", R"({"column":"doing"})").body ==
        card(1, "Paint the fence", "doing", "grace"));
  CHECK(ada.request("PATCH", "/cards/1", R"({"title":"Paint the door"})").body ==
        card(1, "Paint the door", "doing", "grace"));
  CHECK(ada.request("GET", "/board").body ==
        R"({"cards":[)" + card(1, "Paint the door", "doing", "grace") + "]}");
  CHECK(grace.request("DELETE", "/cards/1").status == 204);
  CHECK(ada.request("GET", "/board").body == R"({"cards":[]})");

  CHECK(grace.add("").status == 422);
  CHECK(grace.request("PATCH", "/cards/1", R"({"column":"lost"})").status == 422);
  for (const char* const method : {"PATCH", "DELETE"}) {
    const Response missing =
        grace.request(method, "/cards/1", method == std::string("PATCH") ? "{}" : "");
    CHECK(missing.status == 404);
    CHECK(missing.body.find(R"("type":"urn:board:card-not-found")") != std::string::npos);
    CHECK(missing.body.find(R"("id":1)") != std::string::npos);
  }
}

TEST_CASE_METHOD(Team, "board: a card is removed by its author or by the owner") {
  ada.add("Order paint");
  grace.add("Wash the brushes");
  CHECK(grace.request("DELETE", "/cards/1").status == 403);
  CHECK(ada.request("DELETE", "/cards/2").status == 204);
  CHECK(ada.request("DELETE", "/cards/1").status == 204);
}

TEST_CASE_METHOD(Team, "board: a page of another site cannot use the cookie") {
  const auto from = [&](const char* origin) {
    return ada
        .request("POST", "/cards", R"({"title":"x"})",
                 {{"Origin", origin}, {"Host", "board.example"}})
        .status;
  };
  CHECK(from("https://evil.example") == 403);
  CHECK(from("https://board.example") == 201);
}

TEST_CASE_METHOD(Team, "board: pages see the board, and then each change") {
  ada.add("Order paint");
  Events page = grace.follow();
  CHECK(data_of(page.receive_all()) ==
        Texts{R"({"kind":"Board","cards":[)" + card(1, "Order paint", "planned", "ada") + "]}"});
  grace.add("Wash the brushes");
  ada.request("PATCH", "/cards/1", R"({"column":"done"})");
  grace.upload("/cards/2/attachments", "list.txt", "soap");
  grace.request("DELETE", "/cards/2");
  const std::vector<Event> events = page.receive_all();
  CHECK(data_of(events) == Texts{event(card(2, "Wash the brushes", "planned", "grace")),
                                 event(card(1, "Order paint", "done", "ada")),
                                 event(card(2, "Wash the brushes", "planned", "grace",
                                            R"({"id":1,"name":"list.txt","size":4})")),
                                 R"({"kind":"CardRemoved","id":2})"});

  // A connection that breaks goes on where it was.
  page.close();
  Events resumed = grace.follow(events.at(1).id);
  CHECK(data_of(resumed.receive_all()) == Texts{events[2].data, events[3].data});
}

TEST_CASE_METHOD(Team, "board: data and sessions survive a restart, and pages get the board anew") {
  grace.add("Wash the brushes");
  grace.upload("/cards/1/attachments", "list.txt", "soap");
  const std::string position = ada.follow().receive().id;
  CHECK_FALSE(position.empty());

  start();
  const std::string kept =
      card(1, "Wash the brushes", "planned", "grace", R"({"id":1,"name":"list.txt","size":4})");
  CHECK(data_of(ada.follow(position).receive_all()) ==
        Texts{R"({"kind":"Board","cards":[)" + kept + "]}"});
  CHECK(grace.request("GET", "/attachments/1").body == "soap");
  // The numbers go on.
  CHECK(ada.add("Order soap").body == card(2, "Order soap", "planned", "ada"));
}

TEST_CASE_METHOD(Team, "board: attachments") {
  ada.add("Order paint");
  const Response added = grace.upload("/cards/1/attachments", "price list.txt", "0123456789");
  CHECK(added.status == 201);
  CHECK(added.body ==
        card(1, "Order paint", "planned", "ada", R"({"id":1,"name":"price list.txt","size":10})"));
  const Response whole = ada.request("GET", "/attachments/1");
  CHECK(whole.body == "0123456789");
  CHECK(whole.headers.find("Content-Type") == "text/plain");
  CHECK(whole.headers.find("Content-Disposition") == R"(attachment; filename="price list.txt")");
  const Response part = ada.request("GET", "/attachments/1", {}, {{"Range", "bytes=2-4"}});
  CHECK(part.status == 206);
  CHECK(part.body == "234");

  CHECK(ada.request("GET", "/attachments/2").status == 404);
  CHECK(grace.upload("/cards/7/attachments", "a.txt", "x").status == 404);
  CHECK(grace.upload("/cards/1/attachments", "a.txt", std::string(20'000'001, 'x')).status == 422);
  CHECK(files() == 1);
  ada.request("DELETE", "/cards/1");
  CHECK(files() == 0);
  CHECK(ada.request("GET", "/attachments/1").status == 404);
}

TEST_CASE_METHOD(Team, "board: the name of a file that is not UTF-8 does no harm") {
  ada.add("Order paint");
  CHECK(ada.upload("/cards/1/attachments", "caf\xe9.txt", "x").status == 400);
  CHECK(ada.request("GET", "/board").status == 200);
}

TEST_CASE_METHOD(Team, "board: the owner purges what is done") {
  ada.add("Order paint");
  grace.add("Wash the brushes");
  grace.upload("/cards/2/attachments", "list.txt", "soap");
  grace.request("PATCH", "/cards/2", R"({"column":"done"})");
  CHECK(grace.request("POST", "/board/purge").status == 403);
  Events page = grace.follow();
  CHECK(page.receive_all().size() == 1);
  CHECK(ada.request("POST", "/board/purge").status == 204);
  CHECK(data_of(page.receive_all()) == Texts{R"({"kind":"CardRemoved","id":2})"});
  CHECK(ada.request("GET", "/board").body ==
        R"({"cards":[)" + card(1, "Order paint", "planned", "ada") + "]}");
  CHECK(files() == 0);
}

TEST_CASE_METHOD(Team, "board: every night what is done is purged") {
  ada.add("Order paint");
  ada.request("PATCH", "/cards/1", R"({"column":"done"})");
  // The clock begins at midnight, which is one o'clock in Berlin.
  client().advance(2h - 1s);
  CHECK(store().cards().size() == 1);
  client().advance(1s);
  CHECK(store().cards().empty());
  CHECK(log.lines().back().message == "cards that were removed: 1");

  // Two weeks later the sessions have ended.
  client().advance(14 * 24h);
  CHECK(ada.request("GET", "/session").status == 401);
  CHECK(client().run(board::ApiTask::purge).outcome == vgen::TaskResult::Outcome::done);
}

TEST_CASE_METHOD(Server, "board: a change that is not committed did not happen") {
  {
    board::Store::Change change(store());
    change.add({.title = "Never"}, "ada", {});
  }
  CHECK(store().cards().empty());
  board::Store::Change change(store());
  CHECK(change.add({.title = "Always"}, "ada", {}).id == 1);
  CHECK(store().cards().empty());  // who reads sees it only afterwards, and does not wait
  change.commit();
  CHECK(store().cards().size() == 1);
}
