// Streams over HTTP through a generated client: a real server, and servers that fail.
#include "test/golden/streams/expected/api_client.gen.hpp"
#include "test/support/client_over.hpp"
#include "test/support/fault_server.hpp"
#include "test/support/streams_services.hpp"
#include "test/support/transport_problem.hpp"

#include <vgen/client/asio.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using feed::client::Api;
using vgen::client::HttpStreamOptions;
using vgen::client::Options;
using vgen::client::ServerProblem;
using vgen::client::TransportKind;
using vgen_test::FaultServer;
using vgen_test::kind_of;
using vgen_test::Peer;
using vgen_test::problem_of;
using vgen_test::Reached;
using vgen_test::Way;
using Numbers = std::vector<std::int32_t>;
using Waits = std::vector<std::chrono::milliseconds>;

namespace {

/// What a client without chance sees. It does not wait before it connects again.
struct Seen {
  explicit Seen(std::string url, Options more = {}) : options(std::move(more)) {
    options.base_url = std::move(url);
    options.random = [] { return 0.0; };
    options.on_wait = [this](std::chrono::milliseconds wait) {
      const std::lock_guard lock(mutex_);
      waits_.push_back(wait);
    };
  }
  Waits waits() {
    const std::lock_guard lock(mutex_);
    return waits_;
  }

  Options options;

 private:
  std::mutex mutex_;
  Waits waits_;
};

/// A client of a real server.
struct Served {
  feed::Singletons singletons;
  Reached reached{feed::make(singletons), Way::sockets};
  Api api{reached.options};
};

Numbers all_of(const vgen::client::Stream<std::int32_t>& stream) {
  Numbers numbers;
  while (const auto number = stream.next()) numbers.push_back(*number);
  return numbers;
}

constexpr std::string_view head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
std::string chunk(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string size;
  for (std::size_t left = text.size(); left != 0; left /= 16) size.insert(0, 1, digits[left % 16]);
  return size + "\r\n" + std::string(text) + "\r\n";
}
/// Whether a request has a line.
bool has(const std::string& request, std::string_view line) {
  return request.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}
constexpr std::string_view close_event = "event: close\ndata: {}\n\n";

}  // namespace

TEST_CASE_METHOD(Served, "client stream: items, then the end", "[client][stream]") {
  const auto numbers = api.count_up({.to = 3});
  CHECK(all_of(numbers) == Numbers{1, 2, 3});
  CHECK(numbers.has_ended());
  CHECK(numbers.end().has_value());
  CHECK(numbers.last_id() == "3");
  CHECK(all_of(api.count_up({.to = 5}, {.last_id = "3"})) == Numbers{4, 5});
}

TEST_CASE("client stream: in memory, where the whole answer is one piece", "[client][stream]") {
  feed::Singletons singletons;
  const Reached reached(feed::make(singletons), Way::memory);
  const Api api(reached.options);
  CHECK(all_of(api.count_up({.to = 3})) == Numbers{1, 2, 3});
}

TEST_CASE_METHOD(Served, "client stream: the input may be a body, and items may have a rule",
                 "[client][stream]") {
  const auto words = api.ask({.question = "why?"});
  CHECK(words.next() == "You asked:");
  CHECK(words.next() == "why?");
  CHECK(words.next() == std::nullopt);
  CHECK(words.end().has_value());
}

TEST_CASE_METHOD(Served, "client stream: what arrives is there at once", "[client][stream]") {
  const auto changes = api.watch_list();  // the server waits after the first one
  CHECK(changes.next().value() ==
        feed::client::Change(feed::client::Added{.todo = {.id = 1, .title = "milk"}}));
  CHECK_FALSE(changes.has_ended());
  changes.close();
  CHECK(changes.next() == std::nullopt);
  CHECK(changes.end().has_value());
}

TEST_CASE_METHOD(Served, "client stream: a server that refuses it", "[client][stream]") {
  const auto todos = api.watch_todo({.id = 1});
  CHECK(todos.next() == std::nullopt);
  const auto end = todos.end();
  const auto* const problem = end.error<ServerProblem>();
  REQUIRE(problem != nullptr);
  CHECK(problem->status == 401);
  CHECK(end.message().starts_with("GET /todos/{id}/watch: 401"));

  const auto invalid = api.count_up({.to = 1000});
  CHECK(invalid.next() == std::nullopt);
  CHECK(invalid.end().holds<vgen::client::ValidationProblem>());
}

TEST_CASE_METHOD(Served, "client stream: a failure after some items", "[client][stream]") {
  const auto numbers = api.count_up({.to = 2, .is_failing = true});
  CHECK(all_of(numbers) == Numbers{1, 2});
  const auto end = numbers.end();
  const auto* const problem = end.error<ServerProblem>();
  REQUIRE(problem != nullptr);
  CHECK(problem->status == 500);
}

// The kernel keeps up to 10,000 of these texts for a connection. The second stream is the clock: a
// stream that is not held back would have got as many texts.
TEST_CASE("client stream: a program that takes nothing holds the server back", "[client][stream]") {
  feed::Singletons singletons;
  {
    const Reached reached(feed::make(singletons), Way::sockets);
    const Api api(reached.options);
    const auto idle = api.flood();
    const auto busy = api.flood();
    const std::string text(1000, 'x');
    for (int i = 0; i < 60'000; ++i) {
      if (busy.next() != text) FAIL("item " << i);
    }
    for (int i = 0; i < 2000; ++i) {
      if (idle.next() != text) FAIL("item " << i);
    }
  }
  CHECK(singletons.notes.size() < 100'000);
}

TEST_CASE("client stream: it goes on after the last item, each once", "[client][stream]") {
  std::vector<std::string> seen;
  FaultServer server({[&](Peer& peer) {
                        seen.push_back(peer.receive());
                        peer.send(head);
                        peer.send(chunk("retry: 3000\n\nid: 1\ndata: 1\n\nid: 2\r"));
                        peer.send(chunk("\ndata: 2\r\n\r\nid: 3\nda"));  // half an event
                      },
                      [&](Peer& peer) {
                        seen.push_back(peer.receive());
                        peer.reset();  // before the first byte
                      },
                      [&](Peer& peer) {
                        seen.push_back(peer.receive());
                        peer.answer("503 Service Unavailable", "", "Retry-After: 7\r\n");
                      },
                      [&](Peer& peer) {
                        seen.push_back(peer.receive());
                        peer.send(head);
                        peer.send(chunk(": a comment\n\ndata: 3\nid: 3\n\n"));
                        peer.send(chunk(close_event));
                      }});
  Seen client(server.url());
  const Api api(client.options);
  const auto numbers = api.count_up({.to = 9}, {.last_id = "0"});
  CHECK(all_of(numbers) == Numbers{1, 2, 3});
  CHECK(numbers.end().has_value());
  CHECK(numbers.last_id() == "3");
  CHECK(client.waits() == Waits{3s, 3s, 7s});
  REQUIRE(seen.size() == 4);
  CHECK(has(seen[0], "Accept: text/event-stream"));
  CHECK(has(seen[0], "Last-Event-ID: 0"));
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK(has(seen[i], "Last-Event-ID: 2"));
}

TEST_CASE("client stream: how often it may fail in a row", "[client][stream]") {
  const auto reset = [](Peer& peer) {
    peer.receive();
    peer.reset();
  };
  const auto one_item = [](Peer& peer) {
    peer.receive();
    peer.send(head);
    peer.send(chunk("data: 1\n\n"));
  };
  FaultServer server({reset, one_item, reset, reset});
  Seen client(server.url());
  const Api api(client.options);
  const auto numbers = api.count_up({.to = 1}, {.retries = 2});
  CHECK(all_of(numbers) == Numbers{1});
  CHECK(kind_of(numbers.end()) == TransportKind::network);
  CHECK(client.waits() == Waits{500ms, 500ms, 1s});
}

TEST_CASE("client stream: one that the server may have begun is not repeated", "[client][stream]") {
  const auto cut_off = [](Peer& peer) {
    peer.receive();
    peer.send(head);
    peer.send(chunk("data: \"a\"\n\n") + "0\r\n\r\n");
  };
  std::string repetition;
  const auto whole = [&](Peer& peer) {
    repetition = peer.receive();
    peer.send(head);
    peer.send(chunk("data: \"b\"\n\n"));
    peer.send(chunk(close_event));
  };
  FaultServer server({cut_off, cut_off, whole});
  Seen client(server.url());
  const Api api(client.options);
  const auto words = api.ask({.question = "why?"});
  CHECK(words.next() == "a");
  CHECK(words.next() == std::nullopt);
  CHECK(problem_of(words.end()).detail == "the stream ended too early");

  const auto repeated = api.ask({.question = "why?"}, {.idempotency_key = "key"});
  CHECK(repeated.next() == "a");
  CHECK(repeated.next() == "b");
  CHECK(repeated.next() == std::nullopt);
  CHECK(repeated.end().has_value());
  CHECK(has(repetition, "Idempotency-Key: key"));
}

TEST_CASE("client stream: silence for too long", "[client][stream]") {
  FaultServer server({[](Peer& peer) {
                        peer.receive();
                        peer.send(head);
                        peer.wait_for_close();
                      },
                      [](Peer& peer) {
                        peer.receive();
                        peer.send(head);
                        peer.send(chunk(close_event));
                      }});
  Seen client(server.url());
  const Api api(client.options);
  const auto numbers = api.count_up({.to = 1}, {.timeout = 2s});
  CHECK(all_of(numbers).empty());
  CHECK(numbers.end().has_value());
  CHECK(client.waits() == Waits{500ms});
}

TEST_CASE("client stream: answers that are none", "[client][stream]") {
  struct Case {
    std::string answer;
    TransportKind kind;
    std::string detail;
  };
  const Case fault = GENERATE(values<Case>({
      {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
       TransportKind::decode, "the answer is not a stream of events"},
      {std::string(head) + chunk("data: \"text\"\n\n"), TransportKind::decode,
       "the answer is not as this client expects: must be an integer, not a string"},
      {std::string(head) + chunk(std::string(70, 'x')), TransportKind::decode,
       "the server sends more than 64 bytes at once"},
      {std::string(head) + chunk("data: 123456789012345678901234567890\n") +
           chunk("data: 123456789012345678901234567890\ndata: 12345\n"),
       TransportKind::decode, "the server sends more than 64 bytes at once"},
      {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", TransportKind::decode,
       "the answer is an error, but its body is not a problem"},
  }));
  FaultServer server({[&](Peer& peer) {
    peer.receive();
    peer.send(fault.answer);
    peer.wait_for_close();
  }});
  Seen client(server.url(), {.largest_answer = 64});
  const Api api(client.options);
  const auto numbers = api.count_up({.to = 1}, {.retries = 0});
  CHECK(all_of(numbers).empty());
  CHECK(kind_of(numbers.end()) == fault.kind);
  CHECK(problem_of(numbers.end()).detail == fault.detail);
}

TEST_CASE("client stream: a stream without content ends well", "[client][stream]") {
  FaultServer server({[](Peer& peer) {
    peer.receive();
    peer.send("HTTP/1.1 204 No Content\r\n\r\n");
  }});
  Seen client(server.url());
  const Api api(client.options);
  const auto numbers = api.count_up({.to = 1});
  CHECK(all_of(numbers).empty());
  CHECK(numbers.end().has_value());
}

TEST_CASE("client stream: the program ends it", "[client][stream]") {
  FaultServer server({[](Peer& peer) {
    peer.receive();
    peer.send(head);
    peer.send(chunk("data: 1\n\n"));
    peer.wait_for_close();
  }});
  Seen client(server.url());
  std::stop_source stop;
  {
    const Api api(client.options);
    const auto numbers = api.count_up({.to = 1}, {.stop = stop.get_token()});
    CHECK(numbers.next() == 1);
    stop.request_stop();
    CHECK(numbers.next() == std::nullopt);
    CHECK(kind_of(numbers.end()) == TransportKind::aborted);
    const auto late = api.count_up({.to = 1}, {.stop = stop.get_token()});
    CHECK(late.next() == std::nullopt);
    CHECK(kind_of(late.end()) == TransportKind::aborted);
  }
}

TEST_CASE("client stream: the last copy closes the connection", "[client][stream]") {
  FaultServer server({[](Peer& peer) {
    peer.receive();
    peer.send(head);
    peer.send(chunk("data: 1\n\n"));
    peer.wait_for_close();
  }});
  Seen client(server.url());
  const Api api(client.options);
  const auto numbers = api.count_up({.to = 1});
  CHECK(numbers.next() == 1);
}

TEST_CASE("client stream: hooks see each attempt", "[client][stream]") {
  std::vector<std::string> seen;
  FaultServer server({[&](Peer& peer) {
                        seen.push_back(peer.receive());
                        peer.answer("503 Service Unavailable", "");
                      },
                      [&](Peer& peer) {
                        seen.push_back(peer.receive());
                        peer.send(head);
                        peer.send(chunk(close_event));
                      }});
  int attempts = 0;
  std::vector<int> statuses;
  Options options;
  options.auth = [] { return "token"; };
  options.on_request = [&](vgen::client::HttpRequest& request) {
    request.headers.push_back({.name = "X-Attempt", .value = std::to_string(++attempts)});
  };
  options.on_response = [&](const auto& /*request*/, const vgen::client::Outcome& outcome) {
    statuses.push_back(std::get<vgen::client::HttpAnswer>(outcome).status);
  };
  Seen client(server.url(), options);
  const Api api(client.options);
  CHECK(all_of(api.count_up({.to = 1})).empty());
  CHECK(statuses == std::vector{503, 200});
  REQUIRE(seen.size() == 2);
  CHECK(has(seen[0], "X-Attempt: 1"));
  CHECK(has(seen[1], "X-Attempt: 2"));
  CHECK(has(seen[1], "Authorization: Bearer token"));
}

TEST_CASE("client stream: hooks and inputs that fail", "[client][stream]") {
  Options options;
  options.base_url = "http://127.0.0.1:1";
  HttpStreamOptions call;
  TransportKind expected = TransportKind::input;
  SECTION("the token") {
    options.auth = []() -> std::string { throw std::runtime_error("no token"); };
    expected = TransportKind::auth;
  }
  SECTION("the hook") {
    options.on_request = [](auto& /*request*/) { throw std::runtime_error("no"); };
    expected = TransportKind::hook;
  }
  SECTION("a header") {
    call.headers = {{.name = "X-A", .value = "a\r\nb"}};
  }
  SECTION("the id") {
    call.last_id = "a\nb";
  }
  const Api api(options);
  const auto numbers = api.count_up({.to = 1}, call);
  CHECK(all_of(numbers).empty());
  CHECK(kind_of(numbers.end()) == expected);
}

TEST_CASE_METHOD(Served, "client stream: items as completions of Asio", "[client][stream]") {
  // Never destroyed: the client's thread may still be in `post` when the item is here already.
  static auto& context = *new boost::asio::io_context;
  const auto numbers = api.count_up({.to = 1});
  const auto work = boost::asio::make_work_guard(context);
  std::vector<std::optional<std::int32_t>> taken;
  for (int i = 0; i < 2; ++i) {
    const auto take = [&](std::optional<std::int32_t> number) { taken.push_back(number); };
    vgen::client::async_next(numbers, boost::asio::bind_executor(context, take));
    context.run_one();
  }
  CHECK(taken == std::vector<std::optional<std::int32_t>>{1, std::nullopt});
}
