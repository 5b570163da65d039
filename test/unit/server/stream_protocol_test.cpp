// Streams on the wire: chunks, ends, disconnects, the stop of a server.
#include "test/support/protocol_harness.hpp"
#include "test/support/streams_services.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using Texts = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

/// Outlives the connection, which its functions use until they end.
struct Feed {
  feed::Singletons feed;
};

struct Wire : Feed, vgen_test::ProtocolHarness {
  [[nodiscard]] vgen::Apis apis() override { return feed::make(feed); }

  /// The head and the first stretch of a stream.
  std::string get(const std::string& target, const std::string& headers = {},
                  const std::string& version = "1.1") {
    std::string answer =
        send("GET " + target + " HTTP/" + version + "\r\nHost: x\r\n" + headers + "\r\n");
    return answer += run();
  }
};

const std::string head =
    "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Type: text/event-stream\r\n"
    "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nTransfer-Encoding: chunked\r\n";
const std::string ada = "Authorization: Bearer ada\r\n";
const std::string close_event = "event: close\nid: .close\ndata: {}\n\n";

std::string item(int number) {
  const std::string text = std::to_string(number);
  return "f\r\nid: " + text + "\ndata: " + text + "\n\n\r\n";
}

}  // namespace

TEST_CASE_METHOD(Wire, "stream on the wire: chunks, and the connection goes on", "[streams]") {
  CHECK(get("/count/3?wait_at=2") == head + "\r\n" + item(1) + item(2));
  CHECK(running());
  CHECK_FALSE(wants_input());
  feed.release();
  CHECK(run() == item(3) + "22\r\n" + close_event + "\r\n0\r\n\r\n");
  CHECK_FALSE(running());
  CHECK(usable());
}

TEST_CASE_METHOD(Wire, "stream on the wire: requests behind it wait", "[streams]") {
  const std::string request = "GET /count/1?wait_at=1 HTTP/1.1\r\nHost: x\r\n\r\n";
  std::string answer = send(request + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  answer += run();
  CHECK(answer == head + "\r\n" + item(1));
  feed.release();
  answer = run();
  CHECK(answer.find("0\r\n\r\nHTTP/1.1 200 OK\r\n") != std::string::npos);
}

TEST_CASE_METHOD(Wire, "stream on the wire: the head goes out when the function waits",
                 "[streams]") {
  CHECK(get("/todos/7/watch", ada) == head + "\r\n");
  CHECK(get("/todos/7/watch").empty());  // waits behind it
}

TEST_CASE_METHOD(Wire, "stream on the wire: before it begins, an ordinary answer", "[streams]") {
  for (const char* target : {"/count/101", "/todos/7/watch", "/count/0?is_failing=true"}) {
    const std::string answer = get(target);
    CHECK(answer.starts_with("HTTP/1.1 4"));
    CHECK(answer.find("Content-Length: ") != std::string::npos);
    CHECK(answer.find("chunked") == std::string::npos);
    CHECK(usable());
  }
}

TEST_CASE_METHOD(Wire, "stream on the wire: HTTP/1.0 reads to the end of the connection",
                 "[streams]") {
  CHECK(get("/count/1", "Connection: keep-alive\r\n", "1.0") ==
        "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Type: text/event-stream\r\n"
        "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n\r\n"
        "id: 1\ndata: 1\n\n" +
            close_event);
  CHECK(finished());
}

TEST_CASE_METHOD(Wire, "stream on the wire: HEAD has no chunks", "[streams]") {
  CHECK(send("HEAD /count/1 HTTP/1.1\r\nHost: x\r\n\r\n") == head + "\r\n");
  CHECK(usable());
}

TEST_CASE_METHOD(Wire, "stream on the wire: a client that has ended a stream gets 204",
                 "[streams]") {
  const std::string answer = get("/count/1", "Last-Event-ID: .close\r\n");
  CHECK(answer.starts_with("HTTP/1.1 204 No Content\r\n"));
  CHECK(usable());
}

TEST_CASE_METHOD(Wire, "stream on the wire: JSON Lines that fail are cut off", "[streams]") {
  const std::string answer = get("/count/1?is_failing=true", "Accept: application/jsonl\r\n");
  CHECK(answer.ends_with("\r\n\r\n2\r\n1\n\r\n"));
  CHECK(finished());
}

TEST_CASE_METHOD(Wire, "stream on the wire: a disconnect ends the function", "[streams]") {
  get("/todos/7/watch", ada);
  peer_closed();
  CHECK(run().empty());
  CHECK_FALSE(running());
  CHECK(feed.notes == Texts{"ada 7 ended by 3"});
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Wire, "stream on the wire: a client that left before it began", "[streams]") {
  peer_closed();
  get("/todos/7/watch", ada);
  CHECK(feed.notes == Texts{"ada 7 ended by 3"});
}

TEST_CASE_METHOD(Wire, "stream on the wire: heartbeats, and no deadline", "[streams]") {
  get("/todos/7/watch", ada);
  CHECK(pass(1ms).empty());
  CHECK(pass(15s) == "3\r\n:\n\n\r\n");
  CHECK(pass(24h) == "3\r\n:\n\n\r\n");
  CHECK(running());
}

TEST_CASE_METHOD(Wire, "stream on the wire: a stopping server ends it", "[streams]") {
  get("/todos/7/watch", ada);
  begin_stop();
  // Without `close` the client connects again.
  CHECK(run() == "0\r\n\r\n");
  CHECK(finished());
  CHECK(feed.notes == Texts{"ada 7 ended by 2"});
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Wire, "stream on the wire: a stopping server cuts off JSON Lines", "[streams]") {
  get("/todos/7/watch", ada + "Accept: application/jsonl\r\n");
  begin_stop();
  CHECK(run().empty());
  CHECK(finished());
}

TEST_CASE_METHOD(Wire, "stream on the wire: one that begins while the server stops", "[streams]") {
  CHECK(usable());
  begin_stop();
  const std::string answer = get("/todos/7/watch", ada);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  pass(250ms);
  CHECK(run() == "0\r\n\r\n");
  CHECK(finished());
}

TEST_CASE_METHOD(Wire, "stream on the wire: the producer waits for a slow client", "[streams]") {
  streams.waiting_bytes = 5000;
  takes_output = false;
  get("/flood");
  CHECK(feed.notes.size() == 5);
  take(3000);
  run();
  CHECK(feed.notes.size() == 8);
  pass(31s);
  CHECK(stuck);
}

TEST_CASE_METHOD(Wire, "stream on the wire: a client that does not read is disconnected",
                 "[streams]") {
  streams.unsent_bytes = 5000;
  takes_output = false;
  get("/burst");
  CHECK(feed.notes.back() == "not sent");
  CHECK_FALSE(running());
  const std::string rest = pending();
  CHECK_FALSE(rest.ends_with("0\r\n\r\n"));
  takes_output = true;
  run();
  CHECK(finished());
}

TEST_CASE("stream on the wire: a connection that is destroyed", "[streams]") {
  feed::Singletons outer;
  {
    Wire wire;
    wire.get("/todos/7/watch", ada);
    CHECK(wire.running());
  }
}
