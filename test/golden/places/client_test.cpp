// Every operation through the generated C++ client, in each of its styles.
#include "expected/api_client.gen.hpp"
#include "test/support/client_over.hpp"

#include <vgen/client/asio.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <future>
#include <string>
#include <utility>
#include <vector>

namespace places {
vgen::Api make();
}

namespace {

using namespace places::client;
using namespace std::chrono_literals;
using vgen_test::Reached;
using vgen_test::Way;

struct Places {
  explicit Places(Way way) : reached(places::make(), way), api(reached.options) {}

  Reached reached;
  Api api;
};

boost::asio::awaitable<std::string> name_of_caller(const Api& api) {
  Api::CallOptions options;
  options.headers = {{"X-User", "eve"}};
  const auto call = api.prepare_who_am_i(options);
  const vgen::CallResult<std::string> name = co_await vgen::client::async_send(call);
  const vgen::CallResult<std::string> again = co_await vgen::client::async_send(call);
  co_return name.value() + again.value();
}

}  // namespace

TEST_CASE("places client: every place of an input", "[golden][client]") {
  Places places(GENERATE(Way::memory, Way::sockets));
  CHECK(places.api.merge({.id = 7, .x = -2, .t = "ü\"\n"}).value() ==
        Merged{.id = 7, .x = -2, .t = "ü\"\n"});
  const Everywhere everywhere{.name = "a/b?%25&ü .",
                              .color = Color::blue,
                              .tags = {"x,y", "&=+ %2C", ""},
                              .numbers = {1, -2, 3},
                              .key = "abc",
                              .visits = 4,
                              .since = std::chrono::sys_seconds(86'400s),
                              .flag = true,
                              .weight = 0.25};
  const auto gathered = places.api.gather(everywhere);
  INFO(gathered.message());
  REQUIRE(gathered.has_value());
  CHECK(*gathered == everywhere);
  CHECK(places.api.gather({.name = "plain"}).value() == Everywhere{.name = "plain"});

  const Replace replaced{.id = 7, .dry = true, .thing = {.id = 8, .name = "a"}};
  CHECK(places.api.replace(replaced).value() == replaced);
  CHECK(places.api.amend({.id = 7, .numbers = {{1, 2}}}).value() ==
        Amend{.id = 7, .numbers = {{1, 2}}});
  CHECK(places.api.amend({.id = 7}).value() == Amend{.id = 7});
  const Basket basket{.amounts = {{"a", 1}, {"b c", 2}}, .owner = "ada"};
  CHECK(places.api.fill(basket).value() == basket);
  CHECK(std::get<Basket>(places.api.carry(basket).value()) == basket);
  CHECK(places.api.sort_words({"ccc", "a", "bb"}).value() ==
        std::vector<std::string>{"a", "bb", "ccc"});
  CHECK(places.api.raw_file({.path = "a/b c/ü.txt"}).value() == "a/b c/ü.txt");
  CHECK(places.api.compare({.base = "v1.0", .head = "v..2"}).value() == "v1.0 and v..2");
}

TEST_CASE("places client: neither input nor output", "[golden][client]") {
  Places places(GENERATE(Way::memory, Way::sockets));
  const int before = places.api.counted().value();
  const vgen::CallResult<void> counted = places.api.count();
  CHECK(counted.has_value());
  CHECK(counted.answer().status == 204);
  CHECK(places.api.counted_for_nothing().value() == before + 1);
}

TEST_CASE("places client: sessions", "[golden][client]") {
  Places places(GENERATE(Way::memory, Way::sockets));
  const auto refused = places.api.who_am_i();
  REQUIRE(refused.holds<vgen::client::ServerProblem>());
  CHECK(refused.error<vgen::client::ServerProblem>()->type == "urn:vgen:unauthorized");
  CHECK(places.api.who_am_i({.headers = {{"X-User", "ada"}}}).value() == "ada");
  CHECK(places.api.greet().value() == "hello");
  CHECK(places.api.greet({.headers = {{"X-User", "ada"}}}).value() == "hello ada");
}

TEST_CASE("places client: declared errors", "[golden][client]") {
  Places places(GENERATE(Way::memory, Way::sockets));
  const auto text_of = [&](int x) {
    return places.api.fail_later({.id = 1, .x = x, .t = "t"})
        .visit([](const Merged& merged) { return merged.t; },
               [](const Busy& busy) { return "busy for " + std::to_string(busy.retry_after); },
               [](const Gone&) { return std::string("gone"); },
               [](const vgen::client::ServerProblem& problem) { return problem.type; },
               [](const vgen::client::TransportProblem& problem) { return problem.detail; });
  };
  CHECK(text_of(0) == "t");
  CHECK(text_of(1) == "busy for 5");
  CHECK(text_of(2) == "gone");

  const auto busy = places.api.fail_later({.id = 1, .x = 1, .t = "t"});
  CHECK(busy.holds<Busy>());
  CHECK_FALSE(busy.holds<Gone>());
  CHECK(busy.message() == "POST /fail/later/{id}: 503: Busy");
  try {
    (void)busy.value();
    FAIL("nothing was thrown");
  } catch (const vgen::CallError& error) {
    CHECK(error.what() == busy.message());
    CHECK(error.type() == "urn:places:busy");
    CHECK(error.answer().status == 503);
  }

  const auto unexpected = places.api.fail_unexpectedly();
  REQUIRE(unexpected.holds<vgen::client::ServerProblem>());
  CHECK(unexpected.error<vgen::client::ServerProblem>()->status == 500);
  CHECK_FALSE(unexpected.request_id().empty());
}

TEST_CASE("places client: coroutines, futures and functions", "[golden][client]") {
  Places places(GENERATE(Way::memory, Way::sockets));
  boost::asio::io_context context;
  std::future<std::string> name =
      boost::asio::co_spawn(context, name_of_caller(places.api), boost::asio::use_future);
  context.run();
  CHECK(name.get() == "eveeve");

  std::future<vgen::CallResult<Merged>> future = vgen::client::async_send(
      places.api.prepare_merge({.id = 1, .x = 2, .t = "t"}), boost::asio::use_future);
  CHECK(future.get().value().x == 2);

  std::promise<int> promise;
  places.api.prepare_counted().start(
      [&](vgen::CallResult<int> result) { promise.set_value(result.value()); });
  CHECK(promise.get_future().get() == places.api.counted().value());

  // An executor of the program gets the end of the call.
  context.restart();
  bool is_here = false;
  vgen::client::async_send(places.api.prepare_greet(),
                           boost::asio::bind_executor(context, [&](const auto& result) {
                             is_here = context.get_executor().running_in_this_thread() &&
                                       result.value() == "hello";
                           }));
  context.run();
  CHECK(is_here);
}

TEST_CASE("places client: a cancellation slot ends the call", "[golden][client]") {
  boost::asio::io_context context;
  boost::asio::cancellation_signal signal;
  std::optional<vgen::client::TransportKind> kind;
  // Nobody listens there, so that the client waits before its next attempt.
  const Api unreachable(vgen::client::Options{.base_url = "http://127.0.0.1:1", .retries = 9});
  vgen::client::async_send(
      unreachable.prepare_counted(),
      boost::asio::bind_cancellation_slot(
          signal.slot(), boost::asio::bind_executor(context, [&](const auto& result) {
            kind = result.template error<vgen::client::TransportProblem>()->kind;
          })));
  signal.emit(boost::asio::cancellation_type::terminal);
  context.run();
  CHECK(kind == vgen::client::TransportKind::aborted);
}

TEST_CASE("places client: bodies and answers that are texts and bytes", "[golden][client]") {
  Places places(GENERATE(Way::memory, Way::sockets));
  const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}, std::byte{13}, std::byte{10}};
  CHECK(places.api.put_note({.name = "a", .text = "one\ntwo \"ü\""}).value() == "ONE\nTWO \"ü\"");
  CHECK(places.api.shout("a").value() == "A");
  CHECK(places.api.shout_plainly("\"a\"").value() == "\"A\"");
  CHECK(places.api.put_picture({.name = "sun", .type = "image/png", .data = bytes}).value() ==
        "sun is 4 bytes of image/png");
  CHECK(places.api.put_picture({.name = "sun"}).value() == "no sun");
  CHECK(places.api.turn(bytes).value() == std::vector<std::byte>(bytes.rbegin(), bytes.rend()));
  CHECK(places.api.draw({.name = "cat"}).value() ==
        vgen::client::Media{.type = "image/svg+xml", .bytes = "cat as image/svg+xml"});
  Api::CallOptions png;
  png.headers = {{"Accept", "image/png"}};
  CHECK(places.api.draw({.name = "cat"}, png).value().type == "image/png");
  CHECK(places.api.find_note({.name = "a"}).value() == "the note a");
  CHECK(places.api.find_note({.name = "gone"}).error<Gone>() != nullptr);
  const auto refused = places.api.put_picture({.name = "sun", .type = "text/plain", .data = bytes});
  CHECK(refused.answer().status == 415);
}
