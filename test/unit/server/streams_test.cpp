// Streams in memory: what functions and clients see, whatever the server.
#include "test/support/stable_problem.hpp"
#include "test/support/streams_services.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using vgen::Response;
using vgen::testing::Event;
using vgen::testing::Events;
using Texts = std::vector<std::string>;
using List = std::vector<Event>;
using namespace std::chrono_literals;

namespace {

struct Feed {
  explicit Feed(vgen::StreamOptions streams = {})
      : api(feed::make(singletons)),
        hub(api.hub()),
        client(std::move(api), {.log = &log, .streams = streams}) {}

  vgen::testing::MemoryLog log;
  feed::Singletons singletons;
  vgen::Api api;
  vgen::Hub hub;
  vgen::testing::Client client;
};

const Event end{.name = "close", .data = "{}", .id = ".close"};
const vgen::testing::Client::RequestHeaders ada = {{"Authorization", "Bearer ada"}};

Event number(int value) {
  return {.data = std::to_string(value), .id = std::to_string(value)};
}

}  // namespace

TEST_CASE_METHOD(Feed, "stream: items, then the end", "[streams]") {
  Events events = client.events("/count/3?wait_at=2");
  CHECK(events.response().status == 200);
  CHECK(events.response().headers.find("Content-Type") == "text/event-stream");
  CHECK(events.response().headers.find("Cache-Control") == "no-store");
  CHECK(events.response().headers.find("X-Accel-Buffering") == "no");
  CHECK(events.receive_all() == List{number(1), number(2)});
  CHECK(events.is_open());
  singletons.release();
  CHECK(events.receive_all() == List{number(3), end});
  CHECK_FALSE(events.is_open());
  CHECK(events.is_complete());
}

TEST_CASE_METHOD(Feed, "stream: the body of an ordinary request", "[streams]") {
  const Response response = client.get("/count/2");
  CHECK(response.status == 200);
  CHECK(response.body ==
        "id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nevent: close\nid: .close\ndata: {}\n\n");
  CHECK(client.get("/count/0").body == "event: close\nid: .close\ndata: {}\n\n");
}

TEST_CASE_METHOD(Feed, "stream: JSON Lines", "[streams]") {
  const Response response = client.get("/count/2", {{"Accept", "application/jsonl"}});
  CHECK(response.headers.find("Content-Type") == "application/jsonl");
  CHECK(response.body == "1\n2\n");
  CHECK(client.get("/count/0", {{"Accept", "application/jsonl"}}).body.empty());
}

TEST_CASE_METHOD(Feed, "stream: Accept decides", "[streams]") {
  const auto type_for = [&](const char* accept) {
    const Response response = client.get("/count/1", {{"Accept", accept}});
    CHECK(response.status == 200);
    return std::string(response.headers.find("Content-Type").value_or(""));
  };
  for (const char* accept : {"", "*/*", "text/*", "text/event-stream", "text/event-stream;q=0.1",
                             "application/jsonl, text/event-stream", "application/jsonl, */*"})
    CHECK(type_for(accept) == "text/event-stream");
  for (const char* accept :
       {"application/jsonl", "application/*", "application/jsonl, */*;q=0.5",
        "text/event-stream;q=0, */*", "text/event-stream;q=0.25, application/jsonl;q=0.3"})
    CHECK(type_for(accept) == "application/jsonl");
  for (const char* accept : {"application/json", "text/html", "*/*;q=0"})
    CHECK(client.get("/count/1", {{"Accept", accept}}).status == 406);
  CHECK(client.get("/todos/7", {{"Accept", "text/event-stream"}}).status == 406);
}

TEST_CASE_METHOD(Feed, "stream: what is refused before it begins", "[streams]") {
  CHECK(client.events("/count/101").response().status == 422);
  CHECK(client.get("/count/x").status == 422);
  CHECK(client.events("/todos/7/watch").response().status == 401);
  CHECK(client.events("/todos/0/watch", ada).response().status == 422);
  CHECK(client.events("/todos/7/secret", {{"Authorization", "Bearer bob"}}).response().status ==
        403);
  CHECK(client.post("/ask", R"({"question":""})").status == 422);
  CHECK(client.post("/ask", "x", {{"Content-Type", "text/plain"}}).status == 415);
  CHECK(client.post("/count/1").status == 405);
  Events none = client.events("/nothing");
  CHECK(none.response().status == 404);
  CHECK_FALSE(none.is_open());
  CHECK(none.receive_all().empty());
  CHECK(singletons.watched.empty());
}

TEST_CASE_METHOD(Feed, "stream: a failure before the first item is an ordinary answer",
                 "[streams]") {
  const Response response = client.get("/count/0?is_failing=true");
  CHECK(response.status == 404);
  CHECK(response.headers.find("Content-Type") == "application/problem+json");
  CHECK(response.body.find("It is empty.") != std::string::npos);
}

TEST_CASE_METHOD(Feed, "stream: a failure after the head is an event", "[streams]") {
  Events events = client.events("/count/1?is_failing=true");
  CHECK(events.response().status == 200);
  const List all = events.receive_all();
  REQUIRE(all.size() == 2);
  CHECK(all[0] == number(1));
  CHECK(all[1].name == "problem");
  CHECK(all[1].id.empty());
  CHECK(all[1].data.find(R"("type":"urn:vgen:internal")") != std::string::npos);
  CHECK(all[1].data.find(R"("status":500)") != std::string::npos);
  CHECK(all[1].data.find("secret") == std::string::npos);
  CHECK(events.is_complete());
  CHECK(log.lines().size() == 1);
  Events lines = client.events("/count/1?is_failing=true", {{"Accept", "application/jsonl"}});
  CHECK(lines.receive_text() == "1\n");
  CHECK_FALSE(lines.is_complete());
}

TEST_CASE_METHOD(Feed, "stream: it goes on after the last id", "[streams]") {
  Events events = client.events("/count/3", {{"Last-Event-ID", "2"}});
  CHECK(events.receive_all() == List{number(3), end});
  CHECK(client.get("/count/3", {{"Last-Event-ID", ".close"}}).status == 204);
}

TEST_CASE_METHOD(Feed, "stream: a client that is gone ends the function", "[streams]") {
  Events events = client.events("/todos/7/watch", ada);
  CHECK(events.response().status == 200);
  REQUIRE(singletons.watched.size() == 1);
  CHECK(singletons.watched[0]->send({7, "milk"}));
  CHECK(events.receive() == Event{.data = R"({"id":7,"title":"milk"})"});
  events.close();
  CHECK_FALSE(events.is_open());
  CHECK(singletons.watched.empty());
  CHECK(singletons.notes == Texts{"ada 7 ended by 3"});
  CHECK(log.lines().empty());
}

TEST_CASE_METHOD(Feed, "stream: a destroyed one is a client that is gone", "[streams]") {
  static_cast<void>(client.events("/todos/7/watch", ada));
  CHECK(singletons.notes == Texts{"ada 7 ended by 3"});
}

TEST_CASE_METHOD(Feed, "stream: heartbeats while nothing is sent, and no limit of time",
                 "[streams]") {
  Events events = client.events("/todos/7/watch", ada);
  client.advance(1ms);
  client.advance(14'999ms);
  CHECK(events.receive_text().empty());
  client.advance(1ms);
  CHECK(events.receive_text() == ":\n\n");
  client.advance(10s);
  singletons.watched[0]->send({7, "milk"});
  CHECK(events.receive_text().size() > 4);
  client.advance(10s);
  CHECK(events.receive_text().empty());
  client.advance(24h);
  CHECK(events.receive_all().empty());
  singletons.release();
  CHECK(events.receive_all() == List{end});
}

TEST_CASE("stream: options of heartbeats and retry", "[streams]") {
  Feed feed({.heartbeat = 0ms, .retry = 1500ms});
  Events events = feed.client.events("/todos/7/watch", ada);
  CHECK(events.receive_text() == "retry: 1500\n\n");
  feed.client.advance(24h);
  feed.client.advance(24h);
  CHECK(events.receive_text().empty());
}

TEST_CASE_METHOD(Feed, "stream: JSON Lines have no heartbeats", "[streams]") {
  Events events = client.events("/todos/7/watch",
                                {{"Authorization", "Bearer ada"}, {"Accept", "application/jsonl"}});
  client.advance(24h);
  client.advance(24h);
  CHECK(events.receive_text().empty());
}

TEST_CASE("stream: the producer waits for a slow client", "[streams]") {
  Feed feed({.waiting_bytes = 5000});
  Events events = feed.client.events("/flood");
  const Texts& sent = feed.singletons.notes;
  CHECK(sent.size() == 5);
  for (int i = 0; i < 3; ++i) CHECK(events.receive().data.size() == 1002);
  feed.client.poll();
  CHECK(sent.size() == 8);
  CHECK(std::ranges::count(sent, "not sent") == 0);
  events.close();
  CHECK_FALSE(events.is_open());
  CHECK(sent.size() == 8);
  CHECK(feed.log.lines().empty());
}

TEST_CASE("stream: a client that does not read is disconnected", "[streams]") {
  Feed feed({.unsent_bytes = 5000});
  Events events = feed.client.events("/burst");
  const Texts& sent = feed.singletons.notes;
  CHECK(sent.size() == 5);
  CHECK(sent.back() == "not sent");
  CHECK_FALSE(events.is_open());
  CHECK_FALSE(events.is_complete());
}

TEST_CASE_METHOD(Feed, "stream: an item with a kind, and an input in a body", "[streams]") {
  Events events = client.events("/changes");
  singletons.release();
  CHECK(events.receive_all() == List{{.data = R"({"type":"Added","todo":{"id":1,"title":"milk"}})"},
                                     {.data = R"({"type":"Removed","id":1})"},
                                     end});
  Events answer = client.stream("POST", "/ask", {}, R"({"question":"Why\n?"})");
  CHECK(answer.receive_all() == List{{.data = R"("You asked:")"}, {.data = R"("Why\n?")"}, end});
}

TEST_CASE_METHOD(Feed, "stream: HEAD has the head, and the function does not run", "[streams]") {
  const Response response = client.request("HEAD", "/count/3?wait_at=1");
  CHECK(response.status == 200);
  CHECK(response.headers.find("Content-Type") == "text/event-stream");
  CHECK(response.body.empty());
  CHECK(client.request("HEAD", "/count/101").status == 422);
  CHECK(singletons.waiting.empty());
}

TEST_CASE_METHOD(Feed, "stream: a middleware is around it", "[streams]") {
  Events events = client.events("/count/2/noted?wait_at=1");
  CHECK(events.response().headers.find("X-Noted") == "yes");
  CHECK(events.receive_all() == List{number(1)});
  CHECK(log.lines().empty());
  singletons.release();
  CHECK(events.receive_all() == List{number(2), end});
  CHECK(log.lines().size() == 1);
  CHECK(client.get("/count/0/noted?is_failing=true").status == 404);
  CHECK(client.request("HEAD", "/count/2/noted").status == 200);
}

TEST_CASE_METHOD(Feed, "stream: an id without line breaks", "[streams]") {
  Events events = client.events("/todos/7/watch", ada);
  for (const char* id : {"1\n2", "\r", "\n"})
    CHECK_THROWS_AS(singletons.watched[0]->send({7, "milk"}, {.id = id}), std::invalid_argument);
  CHECK_THROWS_AS(singletons.watched[0]->send({7, "milk"}, {.id = std::string_view("\0", 1)}),
                  std::invalid_argument);
  singletons.watched[0]->send({7, "milk"}, {.id = "a: b"});
  CHECK(events.receive() == Event{.data = R"({"id":7,"title":"milk"})", .id = "a: b"});
}

namespace {

/// The position at the end of an id or of a frame: its offset.
std::string offset_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  return text.substr(colon + 1, text.find_first_not_of("0123456789", colon + 1) - colon - 1);
}

}  // namespace

TEST_CASE_METHOD(Feed, "stream follows a topic: its messages are the items", "[streams]") {
  Events events = client.events("/rooms/a");
  CHECK(events.response().status == 200);
  hub.publish(feed::room_todos("b"), {1, "tea"});
  hub.publish(feed::room_todos("a"), {2, "milk"});
  hub.publish(feed::room_todos("a"), {3, "bread"}, {.except = "somebody"});
  const List all = events.receive_all();
  REQUIRE(all.size() == 2);
  CHECK(all[0].data == R"({"id":2,"title":"milk"})");
  CHECK(all[1].data == R"({"id":3,"title":"bread"})");
  CHECK(all[0].id.size() == 18);
  CHECK(offset_of(all[0].id) == "1");
  CHECK(offset_of(all[1].id) == "2");
  events.close();
  CHECK(singletons.notes.empty());
  hub.publish(feed::room_todos("a"), {4, "eggs"});
  client.poll();
}

TEST_CASE_METHOD(Feed, "stream follows a topic: it goes on after a position", "[streams]") {
  hub.publish(feed::room_todos("a"), {1, "milk"});
  Events first = client.events("/rooms/a");
  CHECK(first.receive().name.empty());
  hub.publish(feed::room_todos("a"), {2, "tea"});
  const std::string position = first.receive().id;
  first.close();
  hub.publish(feed::room_todos("a"), {3, "bread"});
  Events second = client.events("/rooms/a", {{"Last-Event-ID", position}});
  hub.publish(feed::room_todos("a"), {4, "eggs"});
  const List all = second.receive_all();
  REQUIRE(all.size() == 2);
  CHECK(all[0].data == R"({"id":3,"title":"bread"})");
  CHECK(all[1].data == R"({"id":4,"title":"eggs"})");
  for (const char* none : {"x", "1:", ":1", "0123456789abcdef:x"}) {
    Events other = client.events("/rooms/a", {{"Last-Event-ID", none}});
    CHECK(other.receive().name.empty());
    CHECK(other.is_open());
  }
}

TEST_CASE_METHOD(Feed, "stream follows a topic: a closed topic is the end", "[streams]") {
  Events events = client.events("/rooms/a");
  hub.close(feed::room_todos("a"));
  CHECK(events.receive_all() == List{end});
  CHECK(singletons.notes == Texts{"closed a"});
}

TEST_CASE_METHOD(Feed, "stream keeps a list: all of it, then what comes", "[streams]") {
  hub.publish(feed::room_todos("a"), {1, "milk"});
  Events events = client.events("/rooms/a/list");
  hub.publish(feed::room_todos("a"), {2, "tea"});
  const List all = events.receive_all();
  REQUIRE(all.size() == 2);
  CHECK(all[0].data == R"({"id":0,"title":"all"})");
  CHECK(offset_of(all[0].id) == "1");
  CHECK(all[1].data == R"({"id":2,"title":"tea"})");
  events.close();

  // It goes on after the list, and after a message.
  for (const std::size_t seen : {0U, 1U}) {
    Events resumed = client.events("/rooms/a/list", {{"Last-Event-ID", all[seen].id}});
    CHECK(resumed.receive_all() ==
          List(all.begin() + 1 + static_cast<std::ptrdiff_t>(seen), all.end()));
  }
  CHECK(singletons.notes == Texts{"not resumed", "resumed", "resumed"});
}

TEST_CASE_METHOD(Feed, "stream keeps a list: all of it again if messages are lost", "[streams]") {
  Events first = client.events("/rooms/a/list");
  const std::string position = first.receive().id;
  first.close();
  // The topic keeps four messages.
  for (int i = 1; i <= 6; ++i) hub.publish(feed::room_todos("a"), {i, "x"});
  const List all = client.events("/rooms/a/list", {{"Last-Event-ID", position}}).receive_all();
  REQUIRE(all.size() == 5);
  CHECK(all[0].data == R"({"id":0,"title":"all"})");
  CHECK(offset_of(all[0].id) == "2");
  CHECK(all[1].data == R"({"id":3,"title":"x"})");
  // Positions of an earlier server, of the future, and other texts.
  for (const char* const other : {"0123456789abcdef:1", "x", "", ".closed"}) {
    CAPTURE(other);
    const Event anew = client.events("/rooms/a/list", {{"Last-Event-ID", other}}).receive();
    CHECK(anew.data == R"({"id":0,"title":"all"})");
    CHECK(offset_of(anew.id) == "6");
  }
}

TEST_CASE_METHOD(Feed, "stream keeps a list: what is published meanwhile comes after it",
                 "[streams]") {
  Events events = client.events("/rooms/busy/list");
  const List all = events.receive_all();
  REQUIRE(all.size() == 2);
  CHECK(all[0].data == R"({"id":0,"title":"all"})");
  CHECK(all[1].data == R"({"id":7,"title":"meanwhile"})");
}

TEST_CASE_METHOD(Feed, "stream keeps a list: it fails, or its topic is closed", "[streams]") {
  const List failed = client.events("/rooms/broken/list").receive_all();
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].name == "problem");
  CHECK(failed[0].data.find("No list.") != std::string::npos);

  Events closed = client.events("/rooms/a/list");
  CHECK(closed.receive_all().size() == 1);
  hub.close(feed::room_todos("a"));
  CHECK(closed.receive_all() == List{end});
  CHECK(singletons.notes == Texts{"not resumed", "not resumed", "closed a"});

  // A client that is gone before the subscription has begun.
  {
    const Events gone = client.events("/rooms/b/list");
  }
  hub.publish(feed::room_todos("b"), {1, "milk"});
  client.poll();
}

TEST_CASE_METHOD(Feed, "stream follows a topic: JSON Lines, and many at once", "[streams]") {
  Events lines = client.events("/rooms/a", {{"Accept", "application/jsonl"}});
  std::vector<Events> many;
  for (int i = 0; i < 3; ++i) many.push_back(client.events("/rooms/a"));
  many.erase(many.begin() + 1);
  hub.publish(feed::room_todos("a"), {1, "milk"});
  CHECK(lines.receive_text() == "{\"id\":1,\"title\":\"milk\"}\n");
  for (Events& events : many) CHECK(events.receive_all().size() == 1);
}

TEST_CASE_METHOD(Feed, "stream follows a topic: over RPC, with positions", "[streams]") {
  vgen::testing::Channel rpc = client.rpc();
  rpc.send(R"({"method":"followRoom","params":[{"room":"a"}],"id":1})");
  hub.publish(feed::room_todos("a"), {1, "milk"});
  const std::string item = rpc.receive();
  const std::string begin = R"({"id":1,"result":{"id":1,"title":"milk"},"item_id":")";
  REQUIRE(item.starts_with(begin));
  const std::string position = item.substr(begin.size(), 18);
  rpc.send(R"({"method":".cancel","id":1})");
  hub.publish(feed::room_todos("a"), {2, "tea"});
  rpc.send(R"({"method":"followRoom","params":[{"room":"a"}],"id":2,"last_id":")" + position +
           R"("})");
  CHECK(rpc.receive() == begin.substr(0, 6) + R"(2,"result":{"id":2,"title":"tea"},"item_id":")" +
                             position.substr(0, 17) + R"(2"})");
  hub.close(feed::room_todos("a"));
  CHECK(rpc.receive() == R"({"id":2,"close":true})");
}

TEST_CASE_METHOD(Feed, "stream: ids of items and the last one over RPC", "[streams]") {
  vgen::testing::Channel rpc = client.rpc();
  rpc.send(R"({"method":"countUp","params":[{"to":3}],"id":1,"last_id":"1"})");
  CHECK(rpc.receive_all() == Texts{R"({"id":1,"result":2,"item_id":"2"})",
                                   R"({"id":1,"result":3,"item_id":"3"})",
                                   R"({"id":1,"close":true})"});
}
