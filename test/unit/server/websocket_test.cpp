// Channels over real sockets: handshake, messages, replies, errors, close.
#include "test/support/live_services.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/stable_problem.hpp"
#include "test/support/websocket_client.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

using vgen::websocket::Opcode;
using vgen_test::RunningLoop;
using vgen_test::SocketClient;
using vgen_test::stable;
using vgen_test::WebsocketClient;
using namespace std::string_literals;

namespace {

/// A server of the API.
struct LiveServer {
  explicit LiveServer(vgen::server::LoopSettings settings = {})
      : loop(live::make(singletons), std::move(settings)) {}

  [[nodiscard]] WebsocketClient open(std::string_view target = "/live/a",
                                     std::string_view headers = {}) {
    return WebsocketClient(loop.port(), target, headers);
  }
  /// The same after its welcome.
  [[nodiscard]] WebsocketClient enter(std::string_view headers = {}) {
    WebsocketClient client(loop.port(), "/live/a", headers);
    CHECK(client.receive() == R"({"text":"welcome to a"})");
    return client;
  }
  void until_waiting(std::size_t count) {
    while (singletons.waiting() < count) std::this_thread::yield();
  }
  void until_events(std::size_t count) {
    while (singletons.events().size() < count) std::this_thread::yield();
  }

  live::Singletons singletons;
  RunningLoop loop;
};

}  // namespace

TEST_CASE_METHOD(LiveServer, "websocket: the open handler takes path and query", "[websocket]") {
  WebsocketClient client = open("/live/kitchen?since=7");
  CHECK(client.is_open());
  CHECK(client.receive() == R"({"text":"welcome to kitchen"})");
  CHECK(client.receive() == R"({"text":"since 7"})");
  CHECK(client.close() == "close:1000:");
  CHECK(client.receive().empty());
  loop.stop();
  CHECK(singletons.events() == std::vector{"open kitchen"s, "close"s});
}

TEST_CASE_METHOD(LiveServer, "websocket: a refused handshake is an HTTP answer", "[websocket]") {
  const WebsocketClient denied = open("/live/closed");
  CHECK(denied.head.starts_with("HTTP/1.1 403 "));
  CHECK(denied.head.find("The room is closed.") != std::string::npos);
  const WebsocketClient invalid = open("/live/a?since=x");
  CHECK(invalid.head.starts_with("HTTP/1.1 422 "));
  CHECK(invalid.head.find(R"("in":"query","pointer":"/since")") != std::string::npos);
  CHECK(open("/live/").head.starts_with("HTTP/1.1 404 "));
  CHECK(open("/strict").head.starts_with("HTTP/1.1 401 "));
  loop.stop();
  CHECK(singletons.events() == std::vector{"open closed"s});  // and no close
}

TEST_CASE_METHOD(LiveServer, "websocket: a page of another origin is refused", "[websocket]") {
  CHECK(open("/live/a", "Origin: http://x\r\n").is_open());
  CHECK(open("/live/a").is_open());
  const WebsocketClient foreign = open("/live/a", "Origin: http://evil.org\r\n");
  CHECK(foreign.head.starts_with("HTTP/1.1 403 "));
  CHECK(open("/live/a", "Origin: null\r\n").head.starts_with("HTTP/1.1 403 "));
}

TEST_CASE("websocket: a page of an allowed origin", "[websocket]") {
  const vgen::AllowedOrigins origins({"https://app.example.org"});
  vgen::server::LoopSettings settings;
  settings.origins = &origins;
  LiveServer server(settings);
  CHECK(server.open("/live/a", "Origin: https://app.example.org\r\n").is_open());
  CHECK(server.open("/live/a", "Origin: http://evil.org\r\n").head.starts_with("HTTP/1.1 403 "));
}

TEST_CASE_METHOD(LiveServer, "websocket: requests that are no handshake", "[websocket]") {
  SocketClient client(loop.port());
  const std::string plain = client.exchange("GET /live/a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(plain.starts_with("HTTP/1.1 426 "));
  CHECK(plain.find("\r\nUpgrade: websocket\r\n") != std::string::npos);
  const std::string old = client.exchange(
      "GET /live/a HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  CHECK(old.starts_with("HTTP/1.1 426 "));
  CHECK(old.find("\r\nSec-WebSocket-Version: 13\r\n") != std::string::npos);
  CHECK(client
            .exchange("GET /live/a HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\n"
                      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .starts_with("HTTP/1.1 400 "));
  const std::string post =
      client.exchange("POST /live/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
  CHECK(post.starts_with("HTTP/1.1 405 "));
  CHECK(post.find("\r\nAllow: GET, HEAD, OPTIONS\r\n") != std::string::npos);
}

TEST_CASE_METHOD(LiveServer, "websocket: the document of the channels is served", "[websocket]") {
  SocketClient client(loop.port());
  const std::string answer =
      client.exchange("GET /asyncapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(answer.starts_with("HTTP/1.1 200 "));
  CHECK(answer.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
  CHECK(answer.find("\"asyncapi\": \"3.1.0\"") != std::string::npos);
}

TEST_CASE_METHOD(LiveServer, "websocket: sent messages and replies", "[websocket]") {
  WebsocketClient client = enter();
  client.send(R"({"action":"say","$id":1,"text":"hi"})");
  CHECK(client.receive() == R"({"text":"sent hi"})");
  CHECK(client.receive() == R"({"action":"say","$id":1,"text":"replied hi"})");
  client.send(R"({"text":"ho","action":"say"})");
  CHECK(client.receive() == R"({"text":"sent ho"})");
  CHECK(client.receive() == R"({"action":"say","text":"replied ho"})");
}

TEST_CASE_METHOD(LiveServer, "websocket: API functions are messages", "[websocket]") {
  WebsocketClient client = enter();
  CHECK(client.exchange(R"({"action":"upper","$id":"a","text":"x"})") ==
        R"({"action":"upper","$id":"a","text":"X"})");
  CHECK(client.exchange(R"({"action":"measure","$id":2,"text":"four"})") ==
        R"({"action":"measure","$id":2,"result":4})");
  CHECK(client.exchange(R"({"action":"empty","$id":3,"text":""})") ==
        R"({"action":"empty","$id":3})");
  CHECK(client.exchange(R"({"action":"empty","text":""})") == R"({"action":"empty"})");
}

TEST_CASE_METHOD(LiveServer, "websocket: an input that is not an object is the member input",
                 "[websocket]") {
  WebsocketClient client = enter();
  CHECK(client.exchange(R"({"action":"setVolume","$id":1,"input":30})") ==
        R"({"action":"setVolume","$id":1,"result":30})");
  CHECK(client.exchange(R"({"input":100,"action":"setVolume"})") ==
        R"({"action":"setVolume","result":100})");
  for (const char* const wrong :
       {R"({"action":"setVolume","$id":1,"text":""})", R"({"action":"setVolume","$id":1})",
        R"({"action":"setVolume","$id":1,"input":101})",
        R"({"action":"setVolume","$id":1,"input":"30"})",
        R"({"action":"setVolume","$id":1,"input":30,"text":""})"}) {
    CAPTURE(wrong);
    CHECK(client.exchange(wrong).find(R"("status":422)") != std::string::npos);
  }
}

TEST_CASE_METHOD(LiveServer, "websocket: errors answer, and the channel stays open",
                 "[websocket]") {
  WebsocketClient client = enter();
  CHECK(stable(client.exchange(R"({"action":"upper","$id":1,"text":"no"})")) ==
        R"({"error":{"type":"urn:live:refused","title":"Refused","status":409,"why":"never"},)"
        R"("action":"upper","$id":1})");
  CHECK(stable(client.exchange(R"({"action":"say","$id":2})")) ==
        R"({"error":{"type":"urn:vgen:validation","title":"Invalid input","status":422,)"
        R"("errors":[{"in":"message","pointer":"/text","code":"required",)"
        R"("message":"is required"}]},"action":"say","$id":2})");
  CHECK(stable(client.exchange(R"({"action":"fail","$id":3,"text":"secret"})")) ==
        R"({"error":{"type":"urn:vgen:internal","title":"Internal error","status":500},)"
        R"("action":"fail","$id":3})");
  CHECK(stable(client.exchange(R"({"action":"me","$id":4})")) ==
        R"({"error":{"type":"urn:vgen:unauthorized","title":"Unauthorized","status":401,)"
        R"("detail":"This operation needs a session."},"action":"me","$id":4})");
  CHECK(stable(client.exchange(R"({"action":"say","$id":1.5,"text":"x"})")) ==
        R"({"error":{"type":"urn:vgen:malformed","title":"Malformed request","status":400,)"
        R"("detail":"The member $id must be an integer or a string of at most 128 bytes."},)"
        R"("action":"say"})");
  CHECK(client.exchange(R"({"action":"say","$id":5,"text":)").find(R"("status":400)") !=
        std::string::npos);
  CHECK(client.exchange(R"({"action":"measure","$id":6,"text":""})") ==
        R"({"action":"measure","$id":6,"result":0})");
}

TEST_CASE_METHOD(LiveServer, "websocket: what matches nothing", "[websocket]") {
  WebsocketClient client = enter();
  CHECK(client.exchange("no JSON") == R"({"text":"raw no JSON"})");
  CHECK(client.exchange(R"({"action":"other","$id":1})") ==
        R"({"text":"raw {\"action\":\"other\",\"$id\":1}"})");
  client.send_frame(Opcode::binary, "\x00\x01"s);
  CHECK(client.receive() == R"({"text":"bytes 2"})");

  WebsocketClient strict = open("/strict", "Authorization: Bearer ada\r\n");
  CHECK(strict.is_open());
  CHECK(strict.exchange(R"({"text":"hi"})") == R"({"text":"ada says hi"})");
  strict.send_frame(Opcode::binary, "x");
  CHECK(strict.receive().find(R"("status":415)") != std::string::npos);
  CHECK(strict.exchange("[]").find(R"("status":422)") != std::string::npos);
}

TEST_CASE_METHOD(LiveServer, "websocket: a session of the handshake, and one set later",
                 "[websocket]") {
  WebsocketClient client = enter("Authorization: Bearer ada\r\n");
  CHECK(client.exchange(R"({"action":"me","$id":1})") == R"({"action":"me","$id":1,"text":"ada"})");
  CHECK(client.exchange(R"({"action":"signIn","$id":2,"text":"bob"})") ==
        R"({"action":"signIn","$id":2})");
  CHECK(client.exchange(R"({"action":"me","$id":3})") == R"({"action":"me","$id":3,"text":"bob"})");
  client.send(R"({"action":"signIn","text":""})");
  CHECK(client.exchange(R"({"action":"me","$id":4})").find(R"("status":401)") != std::string::npos);
}

TEST_CASE_METHOD(LiveServer, "websocket: messages are handled in order", "[websocket]") {
  WebsocketClient client = enter();
  client.send(R"({"action":"sayLater","$id":1,"text":"a"})");
  client.send(R"({"action":"upper","$id":2,"text":"b"})");
  client.send(R"({"action":"upper","$id":3,"text":"c"})");
  client.send_frame(Opcode::ping, "still there");
  CHECK(client.receive() == "pong:still there");
  until_waiting(1);
  singletons.release();
  CHECK(client.receive() == R"({"action":"sayLater","$id":1,"text":"later a"})");
  CHECK(client.receive() == R"({"action":"upper","$id":2,"text":"B"})");
  CHECK(client.receive() == R"({"action":"upper","$id":3,"text":"C"})");
}

TEST_CASE_METHOD(LiveServer, "websocket: a concurrent message does not hold up others",
                 "[websocket]") {
  WebsocketClient client = enter();
  client.send(R"({"action":"waitBeside","$id":1})");
  CHECK(client.exchange(R"({"action":"upper","$id":2,"text":"b"})") ==
        R"({"action":"upper","$id":2,"text":"B"})");
  singletons.release();
  CHECK(client.receive() == R"({"action":"waitBeside","$id":1})");
}

TEST_CASE("websocket: more messages than may wait are left in the socket", "[websocket]") {
  vgen::server::LoopSettings settings;
  settings.websocket.waiting_messages = 2;
  LiveServer server(settings);
  WebsocketClient client = server.enter();
  client.send(R"({"action":"wait"})");
  for (int i = 0; i < 20; ++i)
    client.send(R"({"action":"measure","$id":)" + std::to_string(i) + R"(,"text":""})");
  server.until_waiting(1);
  server.singletons.release();
  for (int i = 0; i < 20; ++i)
    CHECK(client.receive() ==
          R"({"action":"measure","$id":)" + std::to_string(i) + R"(,"result":0})");
}

TEST_CASE_METHOD(LiveServer, "websocket: many messages in one read", "[websocket]") {
  WebsocketClient client = enter();
  std::string frames;
  for (int i = 0; i < 1000; ++i)
    vgen::websocket::append_masked_frame(
        frames, Opcode::text,
        R"({"action":"measure","$id":)" + std::to_string(i) + R"(,"text":"x"})",
        WebsocketClient::mask);
  client.send_bytes(frames);
  for (int i = 0; i < 1000; ++i)
    CHECK(client.receive() ==
          R"({"action":"measure","$id":)" + std::to_string(i) + R"(,"result":1})");
}

TEST_CASE_METHOD(LiveServer, "websocket: messages that arrive with the handshake", "[websocket]") {
  SocketClient client(loop.port());
  std::string bytes =
      "GET /live/a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  vgen::websocket::append_masked_frame(bytes, Opcode::text,
                                       R"({"action":"measure","$id":1,"text":"x"})", 1);
  client.send(bytes);
  CHECK(client.read_answer().starts_with("HTTP/1.1 101 "));
  const std::string expected = "\x81\x17"s + R"({"text":"welcome to a"})" + "\x81\x28"s +
                               R"({"action":"measure","$id":1,"result":1})";
  CHECK(client.read(expected.size() - 1).starts_with("\x81\x17{\"text\":\"welcome to a\"}"));
}

TEST_CASE_METHOD(LiveServer, "websocket: a large message", "[websocket]") {
  WebsocketClient client = enter();
  const std::string large(90'000, 'x');
  CHECK(client.exchange(R"({"action":"measure","$id":1,"text":")" + large + R"("})") ==
        R"({"action":"measure","$id":1,"result":90000})");
  CHECK(client.exchange(R"({"action":"upper","$id":2,"text":")" + large + R"("})") ==
        R"({"action":"upper","$id":2,"text":")" + std::string(90'000, 'X') + R"("})");
  client.send(std::string(200'001, 'x'));
  CHECK(client.receive() == "close:1009:a message is too large");
}

TEST_CASE_METHOD(LiveServer, "websocket: what breaks the protocol closes", "[websocket]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"\x81\x01x", "close:1002:a frame without a mask"},
      {"\xC1\x81\x01\x02\x03\x04y", "close:1002:a reserved bit is set"},
      {"\x81\x81\x00\x00\x00\x00\xFF"s, "close:1007:text that is not UTF-8"},
  };
  for (const auto& [bytes, expected] : cases) {
    WebsocketClient client = enter();
    client.send_bytes(bytes);
    CHECK(client.receive() == expected);
    CHECK(client.receive().empty());
  }
}

TEST_CASE_METHOD(LiveServer, "websocket: the server closes", "[websocket]") {
  WebsocketClient client = enter();
  CHECK(client.exchange(R"({"action":"closeWith","text":"bye"})") == "close:4000:bye");
  client.send(R"({"action":"say","text":"too late"})");
  client.send_frame(Opcode::close, "\x0F\xA0");
  CHECK(client.receive().empty());
  loop.stop();
  CHECK(singletons.events() == std::vector{"open a"s, "close"s});
}

TEST_CASE_METHOD(LiveServer, "websocket: the close handler runs once, however the end comes",
                 "[websocket]") {
  SECTION("the client is gone") {
    enter().socket().reset();
  }
  SECTION("the client stops sending") {
    enter().socket().close_output();
  }
  SECTION("the client is gone while a handler is suspended") {
    WebsocketClient client = enter();
    client.send(R"({"action":"wait"})");
    until_waiting(1);
    client.socket().reset();
    until_events(2);
    singletons.release();
  }
  SECTION("the client closes while a handler is suspended") {
    WebsocketClient client = enter();
    client.send(R"({"action":"wait"})");
    until_waiting(1);
    CHECK(client.close() == "close:1000:");
    until_events(2);
    singletons.release();
  }
  until_events(2);
  loop.stop();
  CHECK(singletons.events() == std::vector{"open a"s, "close"s});
}

TEST_CASE_METHOD(LiveServer, "websocket: a stopping server lets handlers end", "[websocket]") {
  WebsocketClient idle = enter();
  WebsocketClient busy = enter();
  busy.send(R"({"action":"sayLater","$id":1,"text":"x"})");
  until_waiting(1);
  std::thread stopping([this] { loop.stop(); });
  CHECK(idle.receive() == "close:1001:the server is stopping");
  CHECK(idle.close(1001).empty());
  singletons.release();
  CHECK(busy.receive() == R"({"action":"sayLater","$id":1,"text":"later x"})");
  CHECK(busy.receive() == "close:1001:the server is stopping");
  CHECK(busy.close(1001).empty());
  stopping.join();
  CHECK(singletons.events() == std::vector{"open a"s, "open a"s, "close"s, "close"s});
}

TEST_CASE_METHOD(LiveServer, "websocket: a stopping server closes a part at a time",
                 "[websocket]") {
  std::vector<WebsocketClient> clients;
  for (int i = 0; i < 250; ++i) clients.push_back(enter());
  std::thread stopping([this] { loop.stop(); });
  const auto begin = std::chrono::steady_clock::now();
  for (WebsocketClient& client : clients) {
    CHECK(client.receive() == "close:1001:the server is stopping");
    CHECK(client.close(1001).empty());
  }
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(150));
  stopping.join();
}

TEST_CASE("websocket: messages are compressed in both directions", "[websocket]") {
  constexpr const char* offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
  vgen::server::LoopSettings settings;
  settings.compress_from = 1000;
  LiveServer server(settings);
  WebsocketClient client = server.enter(offer);
  CHECK(client.head.find("\r\nSec-WebSocket-Extensions: permessage-deflate; "
                         "server_no_context_takeover; client_no_context_takeover\r\n") !=
        std::string::npos);
  const std::string text(50'000, 'x');
  const std::string message = R"({"action":"upper","$id":1,"text":")" + text + R"("})";
  const std::string answer =
      R"({"action":"upper","$id":1,"text":")" + std::string(50'000, 'X') + R"("})";

  vgen::websocket::Deflater deflater;
  std::string payload;
  deflater.append(payload, message);
  client.send_compressed(payload);
  client.received_bytes = 0;
  CHECK((client.receive() == answer));
  CHECK(client.received_bytes < 500);
  client.send(message);  // a client need not compress
  CHECK((client.receive() == answer));
  // A small message is sent as it is: two bytes of the frame, and 42 of the text.
  client.received_bytes = 0;
  CHECK(client.exchange(R"({"action":"upper","$id":1,"text":"small"})") ==
        R"({"action":"upper","$id":1,"text":"SMALL"})");
  CHECK(client.received_bytes == 43);

  client.send_compressed("\x07");
  CHECK(client.receive() == "close:1002:a message is not compressed as it should");

  WebsocketClient plain = server.enter();
  CHECK(plain.head.find("Extensions") == std::string::npos);
  plain.send_compressed(payload);
  CHECK(plain.receive() == "close:1002:a reserved bit is set");
  LiveServer never;  // without compression
  CHECK(never.enter(offer).head.find("Extensions") == std::string::npos);
}

TEST_CASE("websocket: a compressed message is not larger than the limit", "[websocket]") {
  vgen::server::LoopSettings settings;
  settings.compress_from = 1000;
  LiveServer server(settings);
  WebsocketClient client = server.enter("Sec-WebSocket-Extensions: permessage-deflate\r\n");
  vgen::websocket::Deflater deflater;
  std::string payload;
  deflater.append(payload, std::string(200'001, ' '));  // the limit of the route is 200,000
  client.send_compressed(payload);
  CHECK(client.receive() == "close:1009:a message is too large");
}

TEST_CASE("websocket: a handler that takes too long", "[websocket]") {
  vgen::server::LoopSettings settings;
  settings.websocket.handler = std::chrono::milliseconds(1);
  settings.limits.tick = std::chrono::milliseconds(5);
  LiveServer server(settings);
  WebsocketClient client = server.enter();
  CHECK(client.exchange(R"({"action":"waitBeside","$id":1})").find(R"("status":503)") !=
        std::string::npos);
}

TEST_CASE("websocket: pings, and silence", "[websocket]") {
  vgen::server::LoopSettings settings;
  settings.websocket.ping = std::chrono::milliseconds(1);
  settings.websocket.silence = std::chrono::milliseconds(100);
  settings.limits.tick = std::chrono::milliseconds(5);
  LiveServer server(settings);
  WebsocketClient client = server.enter();
  CHECK(client.receive() == "ping:");
  CHECK(client.receive() == "close:1008:no answer to a ping");
  CHECK(client.receive().empty());
}

TEST_CASE("websocket: more output than a client may leave unread", "[websocket]") {
  vgen::server::LoopSettings settings;
  settings.websocket.unsent_bytes = 100'000;
  LiveServer server(settings);
  WebsocketClient client = server.enter();
  const std::string text(90'000, 'x');
  client.send(R"({"action":"say","$id":1,"text":")" + text + R"("})");  // sends and replies
  CHECK(client.receive() == R"({"text":"sent )" + text + R"("})");
  CHECK(client.receive() == "close:1013:the messages are not read");
}

TEST_CASE("websocket: a client that does not read", "[websocket]") {
  vgen::server::LoopSettings settings;
  settings.limits.write = std::chrono::milliseconds(50);
  settings.limits.tick = std::chrono::milliseconds(5);
  LiveServer server(settings);
  WebsocketClient client(server.loop.port(), "/live/a");
  const std::string message =
      R"({"action":"upper","$id":1,"text":")" + std::string(90'000, 'x') + R"("})";
  for (int i = 0; i < 200; ++i) client.send(message);  // until the server has closed
  server.until_events(2);
  server.loop.stop();
  CHECK(server.singletons.events() == std::vector{"open a"s, "close"s});
}
