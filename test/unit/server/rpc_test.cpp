// RPC over real sockets.
#include "test/support/rpc_services.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/websocket_client.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using vgen_test::RunningLoop;
using vgen_test::SocketClient;
using vgen_test::WebsocketClient;

TEST_CASE("rpc server: calls in one connection", "[rpc]") {
  desk::Singletons singletons;
  RunningLoop loop(desk::make(singletons));
  WebsocketClient client(loop.port(), "/ws", "Authorization: Bearer ada\r\n");
  CHECK(client.is_open());
  CHECK(client.exchange(R"({"method":"getTodo","params":[{"id":1}],"id":1})") ==
        R"({"id":1,"result":{"id":1,"title":"milk"}})");
  CHECK(client.exchange(R"({"method":"whoAmI","id":2})") == R"({"id":2,"result":"ada"})");
  CHECK(client.exchange("x").starts_with(R"({"id":null,"error":{"code":400,)"));
  client.send(R"({"method":"wait","id":3})");
  CHECK(client.exchange(R"({"method":".ping"})") == R"({"pong":true})");
  CHECK(client.close() == "close:1000:");
  loop.stop();
  CHECK(singletons.notes == std::vector<std::string>{"begin 0", "end 0"});
}

TEST_CASE("rpc server: the handshake is that of a websocket", "[rpc]") {
  desk::Singletons singletons;
  const RunningLoop loop(desk::make(singletons));
  SocketClient plain(loop.port());
  CHECK(plain.exchange("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 426 "));
  const WebsocketClient foreign(loop.port(), "/ws", "Origin: http://evil.org\r\n");
  CHECK(foreign.head.starts_with("HTTP/1.1 403 "));
}

TEST_CASE("rpc server: a running call ends before the server stops", "[rpc]") {
  desk::Singletons singletons;
  RunningLoop loop(desk::make(singletons));
  WebsocketClient client(loop.port(), "/ws");
  CHECK(client.exchange(R"({"method":"count","id":1})") == R"({"id":1,"result":0})");
  loop.stop();
  CHECK(client.receive() == "close:1001:the server is stopping");
}
