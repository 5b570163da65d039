// Streams of a running server.
#include "test/support/running_loop.hpp"
#include "test/support/socket_client.hpp"
#include "test/support/streams_services.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <future>
#include <string>

using vgen_test::RunningLoop;
using vgen_test::SocketClient;
using namespace std::chrono_literals;

namespace {

/// A server, and when the stream of its client has ended.
struct Server {
  feed::Singletons singletons;
  std::promise<void> ended;
  RunningLoop loop;
  SocketClient client;

  explicit Server(vgen::server::LoopSettings settings = {})
      : loop(feed::make(with_end(singletons, ended)), settings), client(loop.port()) {}

  void get(const std::string& target) {
    client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ada\r\n\r\n");
  }
  [[nodiscard]] bool ends_within(std::chrono::milliseconds time) {
    return ended.get_future().wait_for(time) == std::future_status::ready;
  }

 private:
  static feed::Singletons& with_end(feed::Singletons& singletons, std::promise<void>& ended) {
    singletons.on_end = [&ended] { ended.set_value(); };
    return singletons;
  }
};

}  // namespace

TEST_CASE_METHOD(Server, "stream of a server: items arrive one by one",
                 "[streams][stream-server]") {
  get("/count/3?wait_at=2");
  CHECK(client.read_until("\r\n\r\n").find("chunked") != std::string::npos);
  CHECK(client.read_until("data: 2\n\n\r\n") ==
        "f\r\nid: 1\ndata: 1\n\n\r\nf\r\nid: 2\ndata: 2\n\n\r\n");
}

TEST_CASE_METHOD(Server, "stream of a server: a disconnect ends the function soon",
                 "[streams][stream-server]") {
  get("/todos/7/watch");
  client.read_until("\r\n\r\n");
  SECTION("closed") {
    client.close_output();
  }
  SECTION("reset") {
    client.reset();
  }
  CHECK(ends_within(100ms));
  loop.stop();
  CHECK(loop.log.lines().empty());
}

TEST_CASE_METHOD(Server, "stream of a server: the stop ends it at once",
                 "[streams][stream-server]") {
  get("/todos/7/watch");
  client.read_until("\r\n\r\n");
  const auto begin = std::chrono::steady_clock::now();
  loop.stop();
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  CHECK(client.read_all() == "0\r\n\r\n");
  CHECK(loop.log.lines().empty());
}

TEST_CASE_METHOD(Server, "stream of a server: a flood in bounded memory",
                 "[streams][stream-server]") {
  get("/flood");
  std::size_t bytes = 0;
  while (bytes < 16 * 1024 * 1024) bytes += client.read_until("\n\n").size();
  client.reset();
  loop.stop();
  CHECK(singletons.notes.back() == "sent");
}
