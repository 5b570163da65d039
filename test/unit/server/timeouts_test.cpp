#include "test/support/protocol_harness.hpp"
#include "test/support/running_loop.hpp"
#include "test/support/sample_services.hpp"
#include "test/support/socket_client.hpp"

#include <vgen/testing/manual_clock.hpp>

#include <catch2/catch.hpp>

#include <future>
#include <string>

using namespace std::chrono_literals;
using vgen_test::ProtocolHarness;

TEST_CASE_METHOD(ProtocolHarness, "timeouts: an idle connection is closed", "[server]") {
  limits.idle = 10s;
  send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(pass(10s).empty());
  CHECK_FALSE(finished());
  CHECK(pass(1ms).empty());
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: a connection without any byte has the header's time",
                 "[server]") {
  limits.idle = 100s;
  limits.header = 10s;
  const bool empty_line = GENERATE(false, true);
  send(empty_line ? "\r\n" : "");
  CHECK(pass(10s).empty());
  CHECK_FALSE(finished());
  CHECK(pass(1ms).empty());
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: headers that dribble in are cut off", "[server]") {
  limits.header = 10s;
  send("GET /hello HTTP/1.1\r\n");
  CHECK(pass(9s).empty());
  send("X: 1\r\n");
  const std::string answer = pass(2s);
  CHECK(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"));
  CHECK(answer.find("urn:vgen:timeout") != std::string::npos);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: a body that dribbles in is cut off", "[server]") {
  limits.body = 10s;
  const std::string length =
      GENERATE(as<std::string>{}, "Content-Length: 100", "Transfer-Encoding: chunked");
  send("POST /measure HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n");
  CHECK(pass(9s).empty());
  send("1");
  CHECK(pass(2s).starts_with("HTTP/1.1 408 Request Timeout\r\n"));
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: the rest of a refused body is not waited for",
                 "[server]") {
  limits.body = 10s;
  CHECK(send("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n1")
            .starts_with("HTTP/1.1 404"));
  CHECK(pass(11s).empty());
  CHECK(finished());
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: a client that takes in nothing is given up",
                 "[server]") {
  limits.write = 10s;
  takes_output = false;
  send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  pass(10s);
  CHECK_FALSE(stuck);
  pass(1ms);
  CHECK(stuck);
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: a coroutine that takes too long is asked to give up",
                 "[server]") {
  send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");  // 5 s by its route
  pass(5s);
  CHECK(run().empty());
  pass(1ms);
  CHECK(run().find("stopped") != std::string::npos);
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness, "timeouts: a coroutine that is cancelled is answered with 503",
                 "[server]") {
  limits.handler = 1s;
  send("GET /forever HTTP/1.1\r\nHost: x\r\n\r\n");
  pass(2s);
  const std::string answer = run();
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(answer.find("urn:vgen:timeout") != std::string::npos);
  CHECK(log.lines().empty());
  CHECK(singletons.alive == 0);
  CHECK(usable());
}

TEST_CASE_METHOD(ProtocolHarness,
                 "timeouts: a coroutine that ignores the end is answered for, and its connection "
                 "closed",
                 "[server]") {
  limits.handler = 1s;
  shows_ids = true;
  const std::size_t piece = GENERATE(as<std::size_t>{}, 1, 10'000);
  send("GET /stubborn HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n", piece);
  CHECK(pass(1s).empty());
  CHECK(pass(250ms).empty());
  CHECK(run().empty());
  const std::string answer = pass(250ms);
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(answer.find("urn:vgen:timeout") != std::string::npos);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(finished());
  CHECK(running());
  CHECK(singletons.alive == 1);
  CHECK(pass(100s).empty());
  REQUIRE(log.lines().size() == 1);
  CHECK(log.lines()[0].message ==
        "GET /stubborn stubborn: answered with 503, but the coroutine has not ended");
  CHECK(answer.find("X-Request-Id: " + log.lines()[0].request_id + "\r\n") != std::string::npos);
  CHECK(answer.find("\"request_id\":\"" + log.lines()[0].request_id) != std::string::npos);
}

TEST_CASE("timeouts: what has arrived while the whole server paused is not late", "[server]") {
  vgen::testing::ManualClock clock;
  vgen::server::LoopSettings settings;
  settings.clock = &clock;
  settings.limits.tick = 5ms;
  for (int i = 0; i < 20; ++i) {  // with a new loop, which was never late
    sample::Singletons singletons;
    vgen_test::RunningLoop loop(sample::make(singletons), settings);
    std::promise<void> entered;
    std::promise<void> released;
    singletons.gate.on_enter([&] {  // on the thread of the loop
      entered.set_value();
      released.get_future().wait();
    });
    vgen_test::SocketClient client(loop.port());
    client.send("GET /hello HTTP/1.1\r\nHost: x\r\n");
    vgen_test::SocketClient other(loop.port());
    other.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    entered.get_future().wait();
    client.send("Connection: close\r\n\r\n");
    clock.advance(1h);
    released.set_value();
    CHECK(client.read_all().starts_with("HTTP/1.1 200 OK\r\n"));
    singletons.gate.open();
  }
}
