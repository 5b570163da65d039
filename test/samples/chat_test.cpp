// The sample chat in memory: its functions with a real database in a temporary folder.
#include "api.gen.hpp"
#include "services.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using vgen::Response;
using vgen::testing::Channel;
using Headers = vgen::testing::Client::RequestHeaders;
using Texts = std::vector<std::string>;

namespace {

/// A server that can be started again with the same data.
class Server {
 public:
  Server() { start(); }

  void start() {
    client_.reset();
    shared_.reset();
    shared_ = std::make_unique<chat::Singletons>(folder_.path());
    client_ = std::make_unique<vgen::testing::Client>(
        chat::api(*shared_, chat::make_services),
        vgen::testing::ClientOptions{.sessions = chat::session_options(*shared_)});
  }
  [[nodiscard]] vgen::testing::Client& client() { return *client_; }

  Response sign_in(const std::string& user, const std::string& password) {
    return client().post("/session",
                         R"({"user":")" + user + R"(","password":")" + password + "\"}");
  }

 private:
  vgen::test::TemporaryFolder folder_;
  std::unique_ptr<chat::Singletons> shared_;
  std::unique_ptr<vgen::testing::Client> client_;
};

/// Somebody with a page of the server.
class User {
 public:
  User(Server& server, const std::string& name) : server_(server) {
    const Response response = server.sign_in(name, "secret of " + name);
    REQUIRE(response.status == 200);
    const std::string cookie(response.headers.find("Set-Cookie").value_or(""));
    headers_ = {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"Sec-Fetch-Site", "same-origin"}};
  }

  Response request(std::string_view method, std::string_view target, std::string_view body = {}) {
    return server_.client().request(method, target, headers_, body);
  }
  Response open_room(const std::string& name, const std::string& guests = "") {
    return request("POST", "/rooms", R"({"name":")" + name + R"(","guests":[)" + guests + "]}");
  }
  Response say(const std::string& text, const std::string& key, const std::string& room = "lobby") {
    return request("POST", "/rooms/" + room + "/messages",
                   R"({"text":")" + text + R"(","key":")" + key + "\"}");
  }
  Channel open() { return server_.client().channel("/live", headers_); }
  /// A channel that has subscribed to a topic, and the answers.
  std::pair<Channel, Texts> subscribe(const std::string& topic) {
    Channel channel = open();
    channel.send(R"({"subscribe":")" + topic + "\"}");
    Texts answers = channel.receive_all();
    return {std::move(channel), std::move(answers)};
  }

 private:
  Server& server_;
  Headers headers_;
};

struct Pair : Server {
  User ada{*this, "ada"};
  User grace{*this, "grace"};
};

std::string message(int id, const std::string& author, const std::string& text,
                    const std::string& key, const std::string& room = "lobby") {
  return R"({"id":)" + std::to_string(id) + R"(,"room":")" + room + R"(","author":")" + author +
         R"(","text":")" + text + R"(","sent":"2026-01-01T00:00:00.000Z","key":")" + key + "\"}";
}

/// What a message of a topic holds, from its `data` on and without the position.
std::string data_of(const std::string& frame) {
  const std::size_t begin = frame.find(R"("data":)");
  REQUIRE(begin != std::string::npos);
  return frame.substr(begin + 7, frame.find('}', begin) - begin - 6);
}
Texts data_of(const Texts& frames) {
  Texts data;
  for (const std::string& frame : frames) data.push_back(data_of(frame));
  return data;
}

}  // namespace

TEST_CASE_METHOD(Pair, "chat: what one says the other gets") {
  auto [page, answers] = grace.subscribe("rooms/lobby");
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].starts_with(R"({"subscribed":"rooms/lobby")"));

  Channel other = ada.open();
  CHECK(other.exchange(
            R"({"action":"say","$id":1,"room":"lobby","text":"Hello","key":"ada-0001"})") ==
        R"({"action":"say","$id":1,)" + message(1, "ada", "Hello", "ada-0001").substr(1));
  client().poll();
  CHECK(data_of(page.receive_all()) == Texts{message(1, "ada", "Hello", "ada-0001")});

  page.send(R"({"action":"say","room":"lobby","text":"Hi","key":"grace-01"})");
  client().poll();
  const Texts frames = page.receive_all();
  CHECK(frames.size() == 2);  // the reply and the topic, in any order
  CHECK(ada.request("GET", "/rooms/lobby/messages").body ==
        "[" + message(1, "ada", "Hello", "ada-0001") + "," + message(2, "grace", "Hi", "grace-01") +
            "]");
}
