#include "variant_sample.hpp"

#include <boost/uuid/uuid.hpp>

#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

// Like hostile_test.cpp, with every type of `types.hpp` in one value.

namespace {

using vgen::json::each;
using vgen::json::rules;
using vgen::json::Tagged;
using vgen::json::Untagged;

using Payment =
    std::variant<std::monostate, sample::Card, sample::Transfer, std::vector<std::byte>, bool>;
constexpr Tagged<5> payment_tags{"type", {"", "Card", "Transfer", "", ""}};

using Everything =
    std::tuple<std::vector<Payment>, std::vector<sample::Node>,
               std::pair<std::uint64_t, std::chrono::seconds>, std::chrono::year_month_day,
               std::chrono::sys_days, boost::uuids::uuid, std::filesystem::path, nlohmann::json,
               vgen::Nullable<int>, vgen::Box<int>, std::array<std::byte, 2>>;

constexpr auto read_rules =
    each(rules(vgen::json::ArrayRule{}, payment_tags), rules(Untagged{}),
         rules(each(rules(vgen::json::DigitsRule<std::uint64_t>{}), rules())), rules(), rules(),
         rules(), rules(), rules(), rules(), rules(), rules());
constexpr auto shapes =
    each(rules(payment_tags), rules(Untagged{}), rules(each(rules(vgen::json::as_digits), rules())),
         rules(), rules(), rules(), rules(), rules(), rules(), rules(), rules());

constexpr std::string_view document =
    R"([[{"type":"Card","number":"1234"},{"iban":"x","type":"Transfer"},null,"Zg==",true],)"
    R"([{"value":1},{"next":{"value":2},"mark":"x"}],)"
    R"(["18446744073709551615",5],"2026-01-31","2026-01-31",)"
    R"("123e4567-e89b-12d3-a456-4266141740ff","/a",{"b":[1,-2.5]},null,5,"AQI="])";

std::size_t read(std::string_view text) {
  const std::unique_ptr<char[]> exact(new char[text.size()]);
  std::memcpy(exact.get(), text.data(), text.size());
  vgen::Faults faults;
  vgen::json::Reader in({exact.get(), text.size()}, faults);
  Everything value;
  vgen::json::read(in, value, read_rules);
  const bool good = in.finish();
  CHECK(good != in.malformed());
  if (!good) CHECK(faults.size() == 1);
  if (faults.empty()) {
    const std::string again = vgen::json::to_json(value, shapes);
    auto parsed = vgen::json::parse<Everything>(again, read_rules);
    CHECK(parsed.faults.list() == std::vector<vgen::Fault>{});
    CHECK(parsed.value == value);
  }
  return faults.size();
}

}  // namespace

TEST_CASE("hostile types: cut off at every byte", "[json]") {
  CHECK(read(document) == 0);
  for (std::size_t size = 0; size < document.size(); ++size) {
    INFO(size);
    CHECK(read(document.substr(0, size)) == 1);
  }
}

TEST_CASE("hostile types: a byte replaced, left out, doubled, moved", "[json]") {
  std::size_t accepted = 0;
  for (std::size_t at = 0; at < document.size(); ++at) {
    for (const char byte : std::string_view("\0\n \"\\{}[]:,0-eutnx=\x80\xFF", 22)) {
      std::string text(document);
      text[at] = byte;
      accepted += read(text) == 0 ? 1U : 0U;
      text = document;
      text.insert(at, 1, byte);
      accepted += read(text) == 0 ? 1U : 0U;
    }
    std::string text(document);
    text.erase(at, 1);
    accepted += read(text) == 0 ? 1U : 0U;
    std::swap(text[at % text.size()], text[(at * 7 + 3) % text.size()]);
    read(text);
  }
  CHECK(accepted > 100);
}
