/// Counts the allocations of reading and writing. A separate program, because it replaces the
/// global operator new.
#include "variant_sample.hpp"

#include "test/support/count_allocations.hpp"

#include <string>

using vgen_test::allocated_bytes;
using vgen_test::allocations;

namespace {

template <class T>
std::size_t allocations_of(std::string_view text, T& value) {
  vgen::Faults faults;
  const std::size_t before = allocations();
  vgen::json::Reader in(text, faults);
  vgen::json::read(in, value);
  const bool good = in.finish();
  const std::size_t count = allocations() - before;
  CHECK(good);
  CHECK(faults.list().empty());
  return count;
}

constexpr std::string_view in_order =
    R"({"id":7,"title":"Water the plants","priority":"high","labels":["home","garden"],)"
    R"("due":"2026-01-02T03:04:05Z","done":true,)"
    R"("author":{"name":"Ada","email":"ada.lovelace@example.com"}})";
constexpr std::string_view out_of_order =
    R"({ "done" : true , "author" : {"email":"ada.lovelace@example.com","name":"Ada"} , )"
    R"("due":"2026-01-02T03:04:05Z", "labels":["home","garden"],)"
    R"("title":"Water the plants","priority":"high","id":7e0})";

}  // namespace

TEST_CASE("allocation: reading allocates what the target owns and nothing else", "[json]") {
  for (const std::string_view text : {in_order, out_of_order}) {
    sample::Todo todo;
    // Two strings beyond 15 bytes, one array.
    CHECK(allocations_of(text, todo) == 3);
    // The second time the strings and the array already have memory; an optional is made again.
    CHECK(allocations_of(text, todo) == 1);
  }
  std::string escaped;
  CHECK(allocations_of(R"("a string with\nmany \u00e9 escapes \ud83d\ude00 in it")", escaped) == 1);
  std::vector<double> numbers;
  numbers.reserve(8);
  CHECK(allocations_of("[0.1,1e300,1.7976931348623157e308,123456789012345678901234567890,5e-324]",
                       numbers) == 0);
}

TEST_CASE("allocation: a struct with more members than a word has bits", "[json]") {
  sample::Wide wide;
  std::string text = "{";
  for (int i = 69; i >= 0; --i)
    text += "\"m" + std::to_string(i / 10) + std::to_string(i % 10) + "\":" + std::to_string(i) +
            (i == 0 ? "}" : ",");
  CHECK(allocations_of(text, wide) == 0);
  CHECK(wide.values[69] == 69);
}

TEST_CASE("allocation: what is nested too deep costs no more than its limit", "[json]") {
  for (const std::string_view part : {"[", "{\"a\":", "{\"children\":["}) {
    std::string bomb;
    while (bomb.size() < 1'000'000) bomb += part;
    const std::size_t before = allocated_bytes();
    sample::Tree tree;
    vgen::Faults faults;
    vgen::json::Reader in(bomb, faults);
    vgen::json::read(in, tree);
    CHECK_FALSE(in.finish());
    CHECK(faults.list().back().code == "depth");
    CHECK(allocated_bytes() - before < 100'000);
  }
}

TEST_CASE("allocation: a short text does not reserve much", "[json]") {
  for (const std::string_view part : {"[1],", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17],"}) {
    std::string text = "[";
    while (text.size() < 1'000'000) text += part;
    text.back() = ']';
    const std::size_t before = allocated_bytes();
    std::vector<std::vector<std::int64_t>> lists;
    vgen::Faults faults;
    vgen::json::Reader in(text, faults, {.items = 1'000'000});
    vgen::json::read(in, lists);
    CHECK(in.finish());
    CHECK(allocated_bytes() - before < 100 * text.size());
  }
}

TEST_CASE("allocation: writing into a buffer that was used before allocates nothing", "[json]") {
  const auto todo = value_of<sample::Todo>(in_order);
  std::string out;
  vgen::json::Writer(out).finish();
  for (int i = 0; i < 2; ++i) {
    out.clear();
    vgen::json::Writer writer(out);
    vgen::json::write(writer, todo);
    CHECK(writer.finish());
  }
  out.clear();
  const std::size_t before = allocations();
  vgen::json::Writer writer(out);
  vgen::json::write(writer, todo);
  const bool good = writer.finish();
  CHECK(allocations() == before);
  CHECK(good);
  CHECK(out == in_order);
}

TEST_CASE("allocation: variants, tuples, bytes and dates", "[json]") {
  using Payment = std::variant<sample::Card, sample::Transfer, std::uint64_t>;
  constexpr vgen::json::Tagged<3> tags{"type", {"Card", "Transfer", ""}};
  std::vector<Payment> payments;
  payments.reserve(3);
  const auto count = [](std::string_view text, auto& value, const auto&... rules) {
    vgen::Faults faults;
    const std::size_t before = allocations();
    vgen::json::Reader in(text, faults);
    vgen::json::read(in, value, rules...);
    const bool good = in.finish();
    const std::size_t made = allocations() - before;
    CHECK(good);
    CHECK(faults.empty());
    return made;
  };
  CHECK(count(R"([{"type":"Card","number":"1234"},{"number":"1234","type":"Card"},5])", payments,
              tags) == 0);
  CHECK(count(R"([{"number":"1234"},{"iban":"x"},5])", payments, vgen::json::Untagged{}) == 0);
  std::tuple<int, std::chrono::sys_days, std::uint64_t, std::vector<std::byte>> tuple;
  CHECK(count(R"([1,"2026-01-31",5,"AQI="])", tuple) == 1);
}
