// Several servers and one Redis: processes of their own where they are stopped or killed.
#include "test/golden/topics/expected/api.gen.hpp"
#include "test/support/redis_server.hpp"
#include "test/support/server_kind.hpp"
#include "test/support/topics_services.hpp"
#include "test/support/websocket_client.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using vgen_test::ChildProcess;
using vgen_test::RedisServer;
using vgen_test::SocketClient;
using vgen_test::WebsocketClient;
using Frames = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view ada = "Authorization: Bearer ada\r\n";

std::string get(std::uint16_t port, const std::string& path) {
  return SocketClient(port).exchange("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
}

/// A server in this process, with connections to Redis of its own.
struct Node {
  explicit Node(const RedisServer& redis, std::chrono::milliseconds drain = 0ms)
      : api(news::make(singletons)),
        hub(api.hub()),
        server(std::move(api), options(redis, drain)) {}

  vgen::ServerOptions options(const RedisServer& redis, std::chrono::milliseconds drain) {
    vgen::ServerOptions made{.port = 0};
    made.redis = redis.url();
    made.log = &log;
    made.drain = drain;
    made.limits.tick = 5ms;
    made.admin_port = 0;
    made.server = vgen_test::server_kind();
    return made;
  }
  [[nodiscard]] std::uint16_t port() const { return server.port(); }
  /// The value of a figure.
  [[nodiscard]] std::string figure(const std::string& name) const {
    const std::string url = server.admin_url();
    const std::string text =
        get(static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1))), "/metrics");
    const std::size_t at = text.find("\n" + name + " ") + name.size() + 2;
    return text.substr(at, text.find('\n', at) - at);
  }

  news::Singletons singletons;
  vgen::testing::MemoryLog log;
  vgen::Api api;
  vgen::Hub hub;
  vgen::Server server;
};

/// A server as a process.
class NodeProcess {
 public:
  explicit NodeProcess(std::vector<std::string> arguments)
      : process_([&] {
          arguments.insert(arguments.begin(), {VGEN_NODES_SERVER, "--port", "0"});
          return arguments;
        }()) {
    const std::string line = process_.read_until("listening on ");
    const std::size_t colon = line.rfind(':');
    REQUIRE(colon != std::string::npos);
    port_ = static_cast<std::uint16_t>(std::stoul(line.substr(colon + 1)));
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  void signal(int number) const { process_.signal(number); }
  int end(int number) { return process_.end(number); }

 private:
  ChildProcess process_;
  std::uint16_t port_ = 0;
};

WebsocketClient client_of(std::uint16_t port, std::string_view path = "/live") {
  WebsocketClient client(port, path, ada);
  REQUIRE(client.is_open());
  return client;
}

/// The status of a publication.
std::string announce(std::uint16_t port, const std::string& room, const std::string& text) {
  const std::string body = R"({"room":")" + room + R"(","text":")" + text + R"("})";
  return SocketClient(port)
      .exchange(
          "POST /announcements HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          "Content-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body)
      .substr(9, 3);
}

/// The status of `/readyz`, and its body.
std::string ready(std::uint16_t port) {
  const std::string answer = get(port, "/readyz");
  return answer.substr(9, 3) + " " + answer.substr(answer.find("\r\n\r\n") + 4);
}

/// The value of a member, as it is written.
std::string member(const std::string& frame, const std::string& name) {
  const std::size_t at = frame.find("\"" + name + "\":");
  if (at == std::string::npos) return "";
  const std::size_t begin = at + name.size() + 3;
  const std::size_t end = frame.find_first_of(",}", begin);
  return frame.substr(begin, end - begin);
}

/// The texts of the next messages, or frames of another form as they are.
Frames texts(WebsocketClient& client, std::size_t count) {
  Frames all;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string frame = client.receive();
    std::string text = member(frame, "text");
    all.push_back(text.empty() ? frame : text.substr(1, text.size() - 2));
  }
  return all;
}

Frames numbers(int from, int to) {
  Frames all;
  for (int i = from; i <= to; ++i) all.push_back(std::to_string(i));
  return all;
}

std::string subscribe_at(const std::string& topic, const std::string& epoch, int offset) {
  return R"({"subscribe":")" + topic + R"(","epoch":)" + epoch + R"(,"offset":)" +
         std::to_string(offset) + "}";
}

std::string subscribed_at(const std::string& topic, const std::string& epoch, int offset) {
  return R"({"subscribed":")" + topic + R"(","epoch":)" + epoch + R"(,"offset":)" +
         std::to_string(offset) + "}";
}

}  // namespace

TEST_CASE("nodes: a publication reaches the subscribers of all nodes once, in order", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer redis;
  Node a(redis);
  Node b(redis);
  WebsocketClient at_a = client_of(a.port());
  WebsocketClient at_b = client_of(b.port());
  for (WebsocketClient* const client : {&at_a, &at_b})
    CHECK(client->exchange(R"({"subscribe":"rooms/x"})").find("subscribed") == 2);
  for (int i = 1; i <= 50; ++i)
    CHECK(announce(i % 2 == 0 ? a.port() : b.port(), "x", std::to_string(i)) == "204");
  // Messages of two nodes may pass each other on their way to Redis; then there is one order.
  const Frames seen = texts(at_a, 50);
  CHECK(texts(at_b, 50) == seen);
  for (const int first : {1, 2}) {
    Frames of_node;
    for (int i = first; i <= 50; i += 2) of_node.push_back(std::to_string(i));
    Frames seen_of_node = seen;
    std::erase_if(seen_of_node, [&](const std::string& text) {
      return std::ranges::find(of_node, text) == of_node.end();
    });
    CHECK(seen_of_node == of_node);
  }
  // The sender does not get it, wherever the others are.
  at_b.send(R"({"action":"tell","room":"x","text":"to the others"})");
  CHECK(texts(at_a, 1) == Frames{"to the others"});
  CHECK(announce(a.port(), "x", "end") == "204");
  CHECK(texts(at_b, 1) == Frames{"end"});
}

TEST_CASE("nodes: broadcast reaches all other channels of the route, once", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer redis;
  Node a(redis);
  Node b(redis);
  WebsocketClient sender = client_of(a.port());
  WebsocketClient near = client_of(a.port());
  WebsocketClient far = client_of(b.port());
  WebsocketClient other = client_of(b.port(), "/feed");
  // A node has joined its routes when it has joined a topic that comes later.
  for (WebsocketClient* const client : {&sender, &near, &far})
    CHECK(client->exchange(R"({"subscribe":"rooms/x"})").find("subscribed") == 2);
  sender.send(R"({"action":"shout","text":"one"})");
  sender.send(R"({"action":"shout","text":"two"})");
  CHECK(texts(near, 2) == Frames{"one", "two"});
  CHECK(texts(far, 2) == Frames{"one", "two"});
  far.send(R"({"action":"shout","text":"three"})");
  CHECK(texts(near, 1) == Frames{"three"});
  CHECK(texts(sender, 1) == Frames{"three"});
  CHECK(other.exchange(R"({"action":"say","text":"alone"})") == R"({"text":"alone"})");
}

TEST_CASE("nodes: revocation holds on every node", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer redis;
  Node a(redis);
  Node b(redis);
  WebsocketClient client = client_of(b.port());
  WebsocketClient banned = client_of(b.port());
  banned.send(R"({"action":"keep"})");
  CHECK(client.exchange(R"({"subscribe":"rooms/x","$id":1})").find("subscribed") == 2);
  CHECK(banned.exchange(R"({"subscribe":"rooms/x","$id":1})").find("subscribed") == 2);
  const auto handles = b.singletons.handles();
  REQUIRE(handles.size() == 1);
  a.hub.unsubscribe(news::room_events("x"), handles.front().id());
  CHECK(banned.receive() == R"({"unsubscribed":"rooms/x"})");
  a.hub.publish(news::room_events("x"), {"secret"});
  CHECK(texts(client, 1) == Frames{"secret"});
  // What the handle of a channel sends and closes goes through the hub too.
  handles.front().send({"still here"});
  CHECK(banned.receive() == R"({"text":"still here"})");
  a.hub.close(news::room_events("x"), 3001, "closed");
  CHECK(client.receive() == "close:3001:closed");
}

TEST_CASE("nodes: a client resumes on another node after the first was killed", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer redis;
  std::optional<NodeProcess> a(std::in_place, std::vector<std::string>{"--redis", redis.url()});
  NodeProcess b({"--redis", redis.url()});
  std::string epoch;
  {
    WebsocketClient client = client_of(a->port());
    epoch = member(client.exchange(R"({"subscribe":"rooms/x"})"), "epoch");
    CHECK(announce(a->port(), "x", "1") == "204");
    CHECK(texts(client, 1) == Frames{"1"});
    CHECK(a->end(SIGKILL) == -1);
    CHECK(client.receive().empty());
  }
  for (const char* text : {"2", "3", "4"}) CHECK(announce(b.port(), "x", text) == "204");
  WebsocketClient client = client_of(b.port());
  client.send(subscribe_at("rooms/x", epoch, 1));
  CHECK(client.receive() == subscribed_at("rooms/x", epoch, 1));
  CHECK(texts(client, 3) == numbers(2, 4));
  CHECK(announce(b.port(), "x", "5") == "204");
  CHECK(texts(client, 1) == Frames{"5"});
  CHECK(announce(b.port(), "x", "6") == "204");
  // Outside of the history of four messages.
  WebsocketClient late = client_of(b.port());
  late.send(subscribe_at("rooms/x", epoch, 0));
  CHECK(late.receive() == subscribed_at("rooms/x", epoch, 2));
  CHECK(late.receive() == R"({"topic":"rooms/x","lost":{"from":1,"to":2}})");
  CHECK(texts(late, 4) == numbers(3, 6));
}

TEST_CASE("nodes: a process that stands still hurts nobody else", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer redis;
  NodeProcess a({"--redis", redis.url()});
  NodeProcess b({"--redis", redis.url()});
  WebsocketClient at_a = client_of(a.port());
  WebsocketClient at_b = client_of(b.port());
  for (WebsocketClient* const client : {&at_a, &at_b})
    CHECK(client->exchange(R"({"subscribe":"rooms/x"})").find("subscribed") == 2);
  b.signal(SIGSTOP);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 1; i <= 100; ++i) CHECK(announce(a.port(), "x", std::to_string(i)) == "204");
  CHECK(texts(at_a, 100) == numbers(1, 100));
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  b.signal(SIGCONT);
  CHECK(texts(at_b, 100) == numbers(1, 100));
}

TEST_CASE("nodes: Redis is killed and comes back while clients are connected", "[redis]") {
  if (!RedisServer::is_installed()) return;
  RedisServer redis({"--appendonly", "yes"});
  Node a(redis);
  Node b(redis);
  WebsocketClient client = client_of(b.port());
  CHECK(client.exchange(R"({"subscribe":"rooms/x"})").find("subscribed") == 2);
  CHECK(announce(a.port(), "x", "1") == "204");
  CHECK(texts(client, 1) == Frames{"1"});
  CHECK(ready(a.port()) == R"(200 {"status":"ready"})");
  redis.kill();
  // Each node sees it by itself.
  while (ready(a.port()).starts_with("200")) {
  }
  CHECK(ready(a.port()).find(R"("detail":"Redis cannot be reached.")") != std::string::npos);
  CHECK(ready(a.port()).starts_with("503 "));
  CHECK(a.figure("vgen_redis_up") == "0");
  // Requests are answered all the same, and what they publish waits.
  CHECK(announce(a.port(), "x", "2") == "204");
  CHECK(a.figure("vgen_redis_waiting") == "1");
  REQUIRE(redis.start());
  CHECK(texts(client, 1) == Frames{"2"});
  for (const Node* const node : {&a, &b}) {
    while (ready(node->port()) != R"(200 {"status":"ready"})") {
    }
  }
  CHECK(announce(b.port(), "x", "3") == "204");
  CHECK(texts(client, 1) == Frames{"3"});
  CHECK(a.figure("vgen_redis_up") == "1");
  CHECK(a.figure("vgen_redis_losses_total") == "2");
  CHECK(a.figure("vgen_redis_dropped_total") == "0");
}

TEST_CASE("nodes: what was published before a stop is not lost", "[redis]") {
  if (!RedisServer::is_installed()) return;
  const RedisServer redis;
  NodeProcess a({"--redis", redis.url()});
  NodeProcess b({"--redis", redis.url()});
  WebsocketClient client = client_of(b.port());
  CHECK(client.exchange(R"({"subscribe":"rooms/x"})").find("subscribed") == 2);
  for (int i = 1; i <= 20; ++i) CHECK(announce(a.port(), "x", std::to_string(i)) == "204");
  CHECK(a.end(SIGTERM) == 0);
  CHECK(texts(client, 20) == numbers(1, 20));
}

TEST_CASE("nodes: a server that cannot use its Redis does not start", "[redis]") {
  const std::string address = "127.0.0.1:" + std::to_string(vgen_test::free_port());
  const auto start = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {VGEN_NODES_SERVER, "--port", "0"});
    ChildProcess process(arguments, true);
    std::string text = process.read_until("nothing has this text");
    return text + std::to_string(process.wait());
  };
  CHECK(start({"--redis", "redis://:secret@" + address}) ==
        "cannot serve: Redis at " + address + " cannot be used: Connection refused\n2");
  CHECK(start({"--redis", "localhost"}) ==
        "cannot serve: the URL of Redis does not begin with redis://; its form is "
        "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE][?prefix=NAME]\n2");
  ::setenv("REDIS_URL", ("redis://" + address).c_str(), 1);
  CHECK(start({}) ==
        "cannot serve: Redis at " + address + " cannot be used: Connection refused\n2");
  ::unsetenv("REDIS_URL");
}

TEST_CASE("nodes: two processes behind haproxy", "[redis]") {
  if (!RedisServer::is_installed()) return;
  if (std::system("command -v haproxy >/dev/null 2>&1") != 0) {
    std::puts("haproxy is not installed: this test is left out");
    return;
  }
  const RedisServer redis;
  std::optional<NodeProcess> a(std::in_place, std::vector<std::string>{"--redis", redis.url()});
  NodeProcess b({"--redis", redis.url()});
  const vgen::test::TemporaryFolder folder;
  const std::uint16_t port = vgen_test::free_port();
  const auto server = [](const char* name, std::uint16_t at) {
    return std::string("  server ") + name + " 127.0.0.1:" + std::to_string(at) +
           " check inter 50ms fall 1 rise 1\n";
  };
  const std::string settings =
      folder.write("haproxy.cfg",
                   "defaults\n  mode http\n  timeout connect 5s\n  timeout client 60s\n"
                   "  timeout server 60s\n  timeout tunnel 1h\n"
                   "frontend public\n  bind 127.0.0.1:" +
                       std::to_string(port) +
                       "\n  default_backend nodes\n"
                       "backend nodes\n  balance roundrobin\n  option redispatch\n"
                       "  option httpchk GET /readyz\n" +
                       server("a", a->port()) + server("b", b.port()));
  ChildProcess proxy({"haproxy", "-W", "-f", settings}, true);
  CHECK(proxy.read_until("Loading success").find("Loading success") != std::string::npos);

  // One after the other, so they are on both.
  WebsocketClient first = client_of(port);
  WebsocketClient second = client_of(port);
  std::string epoch;
  for (WebsocketClient* const client : {&first, &second}) {
    const std::string answer = client->exchange(R"({"subscribe":"rooms/x"})");
    epoch = member(answer, "epoch");
    CHECK(member(answer, "offset") == "0");
  }
  for (int i = 1; i <= 4; ++i) {
    CHECK(announce(port, "x", std::to_string(i)) == "204");
    for (WebsocketClient* const client : {&first, &second})
      CHECK(texts(*client, 1) == numbers(i, i));
  }

  // One of the two is cut off, and goes on behind the same proxy.
  a->end(SIGKILL);
  CHECK(announce(b.port(), "x", "5") == "204");
  const std::string of_first = first.receive();
  WebsocketClient& cut_off = of_first.empty() ? first : second;
  WebsocketClient& there = of_first.empty() ? second : first;
  if (of_first.empty()) {
    CHECK(texts(there, 1) == Frames{"5"});
  } else {
    CHECK(member(of_first, "text") == "\"5\"");
    CHECK(cut_off.receive().empty());
  }
  std::optional<WebsocketClient> again;
  do {  // until the proxy has seen that one is gone
    again.emplace(port, "/live", ada);
  } while (!again->is_open());
  again->send(subscribe_at("rooms/x", epoch, 4));
  CHECK(again->receive().find("subscribed") == 2);
  CHECK(texts(*again, 1) == Frames{"5"});
  proxy.end(SIGTERM);
}
