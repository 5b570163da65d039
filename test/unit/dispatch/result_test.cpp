#include <vgen/core/result.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <string>

using vgen::Result;

namespace {

struct Missing {
  [[maybe_unused]] static constexpr int status = 404;
  int id{};
  bool operator==(const Missing&) const = default;
};
struct Taken {
  [[maybe_unused]] static constexpr int status = 409;
  bool operator==(const Taken&) const = default;
};

Result<std::string, Missing, Taken> find(int id) {
  if (id == 0) return Missing{id};
  if (id == 1) return Taken{};
  return "found";
}

Result<void, Missing> remove(int id) {
  if (id == 0) return Missing{id};
  return {};
}

}  // namespace

TEST_CASE("result: it holds the value or one of the errors", "[core]") {
  CHECK(find(2).value() == "found");
  CHECK(*find(2) == "found");
  CHECK(find(2)->size() == 5);
  CHECK_FALSE(find(0).has_value());
  CHECK(*find(0).error<Missing>() == Missing{0});
  CHECK(find(0).error<Taken>() == nullptr);
  CHECK_THROWS_AS((void)find(1).value(), std::bad_variant_access);
}

TEST_CASE("result: void succeeds with nothing", "[core]") {
  CHECK(remove(1).has_value());
  CHECK(remove(0).error<Missing>() != nullptr);
  CHECK(remove(1).error<Missing>() == nullptr);
}

TEST_CASE("result: visit calls the function for what is held", "[core]") {
  const auto describe = [](const auto& result) {
    return result.visit([](const std::string& value) { return value; },
                        [](Missing error) { return "missing " + std::to_string(error.id); },
                        [](Taken) { return std::string("taken"); });
  };
  CHECK(describe(find(0)) == "missing 0");
  CHECK(describe(find(1)) == "taken");
  CHECK(describe(find(2)) == "found");
}

TEST_CASE("result: values that only move can be taken out", "[core]") {
  Result<std::unique_ptr<int>, Missing> result = std::make_unique<int>(7);
  const std::unique_ptr<int> value = std::move(result).value();
  CHECK(*value == 7);
}
