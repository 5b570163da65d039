// Every type of values through the generated C++ client and the generated server.
#include "expected/api_client.gen.hpp"
#include "test/support/client_over.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

namespace shop {
vgen::Api make();
}

namespace {

using namespace shop::client;
using namespace std::chrono_literals;
using vgen_test::Reached;
using vgen_test::Way;

struct Shop {
  explicit Shop(Way way) : reached(shop::make(), way), api(reached.options) {}

  Reached reached;
  Api api;
};

boost::uuids::uuid some_uuid() {
  boost::uuids::uuid id{};
  id.data[0] = 0x6b;
  return id;
}

Order full_order() {
  Order order;
  order.payment = Transfer{.iban = "DE02", .instant = true};
  order.refund = Card{.number = "4000", .owner = "ann"};
  order.area = Square{.side = 2};
  order.formula = vgen::Box<Sum>(Sum{.left = Literal{1}, .right = vgen::Box<Sum>()});
  order.extra = std::vector{1, 2};
  order.places = {3, "shelf"};
  order.triple = {"a", 1, true};
  order.accounts = {5, std::numeric_limits<std::uint64_t>::max()};
  order.rating = 4;
  order.note = nullptr;
  order.seen = vgen::Nullable<bool>(true);
  order.serial = std::numeric_limits<std::int64_t>::min();
  order.account = 9'007'199'254'740'993;
  order.others = {5, 6};
  order.shelves = {{1, "one"}, {99, "last"}};
  order.days = {{Color::green, std::chrono::year(2026) / 2 / 28}};
  order.data = {std::byte{0xff}, std::byte{0}};
  order.checksum = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
  order.id = some_uuid();
  order.related = {some_uuid()};
  order.file = "a/ä.txt";
  order.timeout = 7ms;
  order.exact = std::chrono::duration<double>(0.5);
  order.placed = std::chrono::sys_days(std::chrono::year(2026) / 1 / 2) + 3h;
  order.packed = order.placed + 250ms;
  order.sent = order.placed + 1ns;
  order.due = std::chrono::sys_days(std::chrono::year(2026) / 2 / 28);
  order.anything = {{"a", {1, nullptr, "x"}}};
  order.something = nlohmann::json("y");
  order.part = {.name = "a", .parts = {{.name = "b"}}, .next = vgen::Box<Part>(Part{.name = "c"})};
  order.grid = {{{1, 2, 3}, {4, 5, 6}}};
  return order;
}

}  // namespace

TEST_CASE("shop client: every type arrives as it was sent", "[golden][client]") {
  Shop shop(GENERATE(Way::memory, Way::sockets));
  const Order order = full_order();
  const auto answer = shop.api.order(order);
  INFO(answer.message());
  REQUIRE(answer.has_value());
  CHECK(*answer == order);

  // Defaults: what is left out has the value of the header.
  Order plain;
  plain.payment = plain.refund = Card{.number = "1", .owner = "a"};
  plain.accounts = {5, 5};
  plain.account = 5;
  plain.triple = {"a", 1, true};
  plain.due = order.due;
  const auto defaults = shop.api.order(plain);
  INFO(defaults.message());
  REQUIRE(defaults.has_value());
  CHECK(*defaults == plain);
  CHECK(defaults->timeout == 250ms);
}

TEST_CASE("shop client: whole values as bodies and answers", "[golden][client]") {
  Shop shop(GENERATE(Way::memory, Way::sockets));
  CHECK(shop.api.pay(Card{.number = "1", .owner = "a"}).value() ==
        Payment(Card{.number = "1", .owner = "a"}));
  CHECK(shop.api.count(18'446'744'073'709'551'615U).value() == 18'446'744'073'709'551'615U);
  CHECK(shop.api.either(7).value() == std::tuple("number", 18'446'744'073'709'551'615U));
  CHECK(shop.api.either("7").value() == std::tuple("text", 18'446'744'073'709'551'615U));
  CHECK(shop.api.views().value() ==
        Views{.text = "text", .numbers = {1, 2}, .bytes = {std::byte{0xff}}});
  const Search search{.since = std::chrono::year(2026) / 3 / 1,
                      .age = 9s,
                      .id = some_uuid(),
                      .account = 18'446'744'073'709'551'615U,
                      .colors = {Color::green, Color::red}};
  CHECK(shop.api.search(search).value() == search);
  CHECK(shop.api.update_birthday({.user_id = "ann", .birthday = 7, .color = Color::green})
            .value()
            .ok);
}

TEST_CASE("shop client: faults of the input", "[golden][client]") {
  Shop shop(GENERATE(Way::memory, Way::sockets));
  const auto result = shop.api.pay(Card{.number = "1", .owner = "ANN"});
  const auto* problem = result.error<vgen::client::ValidationProblem>();
  REQUIRE(problem != nullptr);
  REQUIRE(problem->errors.size() == 1);
  CHECK(problem->errors[0].in == "body");
  CHECK(problem->errors[0].pointer == "/owner");
  CHECK(problem->errors[0].code == "pattern");
  CHECK(result.message().starts_with("POST /pay: 422: "));
  CHECK(result.message().ends_with(": body /owner " + problem->errors[0].message));
  CHECK_THROWS_AS(result.value(), vgen::CallError);

  // What a newer server may send cannot be sent back.
  CHECK(shop.api.pay(vgen::client::Unrecognized{"{}"}).message() ==
        "POST /pay: input: an alternative that this client does not know");
}
