// Presence over sockets, with several loops.
#include "test/support/presence_services.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/websocket_client.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using vgen_test::WebsocketClient;

namespace {

constexpr int visitors = 40;

/// A server with two loops.
struct House {
  House() : House(office::make(singletons)) {}

  std::unique_ptr<WebsocketClient> enter(const std::string& user) {
    const std::string head = "Authorization: Bearer " + user + "\r\n";
    auto client = std::make_unique<WebsocketClient>(server.port(), "/office", head);
    CHECK(client->exchange(R"({"subscribe":"lobby"})") == R"({"subscribed":"lobby"})");
    CHECK(client->receive().starts_with(R"({"topic":"lobby","present":[)"));
    return client;
  }

  office::Singletons singletons;
  vgen::Hub hub;
  vgen::Server server;

 private:
  explicit House(vgen::Api api)
      : hub(api.hub()), server(std::move(api), vgen_test::server_options(2)) {}
};

/// How the list of a client changes by a message.
void follow(std::vector<std::string>& ids, const std::string& message) {
  const std::size_t at = message.find(R"("id":")") + 6;
  const std::string id = message.substr(at, message.find('"', at) - at);
  std::erase(ids, id);
  if (message.starts_with(R"({"topic":"lobby","joined":)")) ids.push_back(id);
}

}  // namespace

TEST_CASE_METHOD(House, "presence: every client of every loop has the same list in the end",
                 "[presence][server]") {
  const auto ada = enter("ada");
  const auto bob = enter("bob");
  std::thread coming([&] {
    for (int i = 0; i < visitors; ++i) {
      const std::string head = "Authorization: Bearer v\r\n";
      WebsocketClient visitor(server.port(), "/office", head);
      visitor.send(R"({"subscribe":"lobby"})");
      CHECK(visitor.receive() == R"({"subscribed":"lobby"})");
      CHECK(visitor.receive().starts_with(R"({"topic":"lobby","present":[)"));
    }
  });
  std::vector<std::string> seen_by_bob;
  for (int i = 0; i < 2 * visitors; ++i) follow(seen_by_bob, bob->receive());
  coming.join();
  CHECK(seen_by_bob.empty());
  // Bob came after Ada, so she has one more.
  std::vector<std::string> seen_by_ada;
  for (int i = 0; i < 2 * visitors + 1; ++i) follow(seen_by_ada, ada->receive());
  CHECK(seen_by_ada.size() == 1);
  CHECK(hub.present<office::lobby, office::Member>().size() == 2);
}
