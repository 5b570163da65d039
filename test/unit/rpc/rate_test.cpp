// The limit of calls in a second.
#include "test/support/rpc_desk.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using vgen::testing::Channel;
using vgen_test::Desk;
using vgen_test::is_error;

TEST_CASE("rpc: a connection has a limit of messages in a second", "[rpc]") {
  Desk desk({.messages_per_second = 2});
  Channel rpc = desk.client.rpc({{"Authorization", "Bearer ada"}});
  const std::string who = R"({"method":"whoAmI","id":1})";
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"ada"})");
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"ada"})");
  CHECK(is_error(rpc.exchange(who), "1", 429));
  CHECK(is_error(rpc.exchange(R"({"method":"whoAmI","id":"b"})"), R"("b")", 429));
  rpc.send(R"({"method":"whoAmI"})");
  CHECK(rpc.receive_all().empty());
  CHECK(rpc.exchange(R"({"method":".ping"})") == R"({"pong":true})");
  CHECK(rpc.is_open());
  desk.client.advance(std::chrono::seconds(1));
  CHECK(rpc.exchange(who) == R"({"id":1,"result":"ada"})");
}
