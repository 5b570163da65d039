// Topics over sockets, with several loops.
#include "test/support/server_kind.hpp"
#include "test/support/topics_services.hpp"
#include "test/support/websocket_client.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using vgen_test::WebsocketClient;

namespace {

constexpr int messages = 500;

/// The number in a message of a topic.
int number_of(const std::string& message) {
  const std::size_t begin = message.find(R"("text":")");
  return begin == std::string::npos ? -1 : std::stoi(message.substr(begin + 8));
}

/// A server with two loops, and clients in a room.
struct Room {
  Room() : Room(news::make(singletons)) {}

  news::Singletons singletons;
  vgen::Hub hub;
  vgen::Server server;
  std::vector<std::unique_ptr<WebsocketClient>> clients;

 private:
  explicit Room(vgen::Api api)
      : hub(api.hub()), server(std::move(api), vgen_test::server_options(2)) {
    for (int i = 0; i < 8; ++i) {
      clients.push_back(std::make_unique<WebsocketClient>(server.port(), "/live",
                                                          "Authorization: Bearer ada\r\n"));
      const std::string answer = clients.back()->exchange(R"({"subscribe":"rooms/a"})");
      CHECK(answer.starts_with(R"({"subscribed":"rooms/a")"));
    }
  }
};

}  // namespace

TEST_CASE_METHOD(Room, "topics: every client of every loop gets all messages in one order",
                 "[topics][server]") {
  const auto publish = [this](int first) {
    for (int i = 0; i < messages; ++i) {
      const news::Event event{std::to_string(first + i)};
      hub.publish(news::room_events("a"), event);
    }
  };
  std::thread one([&] { publish(0); });
  std::thread two([&] { publish(messages); });
  std::vector<int> first;
  for (int i = 0; i < 2 * messages; ++i) first.push_back(number_of(clients.front()->receive()));
  for (std::size_t i = 1; i < clients.size(); ++i) {
    std::vector<int> other;
    for (int k = 0; k < 2 * messages; ++k) other.push_back(number_of(clients[i]->receive()));
    CHECK(other == first);
  }
  one.join();
  two.join();
}

TEST_CASE_METHOD(Room, "topics: compressed and plain clients get the same messages in one order",
                 "[topics][server]") {
  WebsocketClient packed(server.port(), "/live",
                         "Authorization: Bearer ada\r\n"
                         "Sec-WebSocket-Extensions: permessage-deflate\r\n");
  CHECK(packed.exchange(R"({"subscribe":"rooms/a"})").starts_with(R"({"subscribed":"rooms/a")"));
  packed.received_bytes = 0;
  std::size_t bytes = 0;
  for (const std::size_t size : {10U, 5000U, 20U, 50'000U, 2000U, 1U}) {
    const news::Event event{std::string(size, 'x')};
    hub.publish(news::room_events("a"), event);
  }
  for (int i = 0; i < 6; ++i) {
    const std::string message = clients.front()->receive();
    bytes += message.size();
    CHECK((packed.receive() == message));
  }
  CHECK(packed.received_bytes < bytes / 50);
}

TEST_CASE_METHOD(Room, "topics: publications while the server stops", "[topics][server]") {
  std::atomic<bool> stopped = false;
  std::thread publishing([&] {
    const news::Event event{"x"};
    while (!stopped) hub.publish(news::room_events("a"), event);
  });
  clients.clear();
  server.stop();
  stopped = true;
  publishing.join();
  const news::Event event{"x"};
  hub.publish(news::room_events("a"), event);  // nobody is there
}
