#include <vgen/types.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

using vgen::Box;
using vgen::Nullable;
using vgen::Patch;

namespace {

struct Edit {
  Patch<std::string> title{};
  Patch<bool> done{};
  Nullable<int> limit{};

  bool operator==(const Edit&) const = default;
};

constexpr bool constant() {
  Patch<int> patch;
  const bool absent = patch.is_absent() && !patch;
  patch = nullptr;
  const bool null = patch.is_null() && !patch.is_absent() && patch == nullptr;
  patch = 5;
  std::optional<int> target;
  patch.apply(target);
  return absent && null && patch == 5 && target == 5 && Nullable<int>(5).value_or(6) == 5;
}
static_assert(constant());

struct Tree;
struct Fork {
  std::vector<Tree> trees;
  std::map<std::string, Box<Tree>> named;
  std::optional<Box<Tree>> last{};
  std::variant<int, Box<Tree>> either{};
};
struct Tree {
  Nullable<Box<Fork>> fork{};
  std::unique_ptr<Tree> owned{};
};

}  // namespace

TEST_CASE("types: the three states of a patch", "[types]") {
  const Edit edit{.title = "x", .done = nullptr};
  CHECK(edit == Edit{.title = "x", .done = nullptr});
  CHECK(edit.title.has_value());
  CHECK(*edit.title == "x");
  CHECK(edit.title->size() == 1);
  CHECK(edit.done.is_null());
  CHECK_FALSE(edit.done.is_absent());
  CHECK(Edit{}.done.is_absent());
  CHECK_FALSE(Edit{}.done == edit.done);
  CHECK(Edit{}.limit.is_null());
  CHECK_THROWS_AS(edit.done.value(), std::bad_optional_access);
  CHECK(edit.done.value_or(true));
  // On the heap, because GCC 12 at -O3 reports one on the stack as uninitialised.
  const auto owner = std::make_unique<Patch<std::string>>(std::nullopt);
  Patch<std::string>& patch = *owner;
  CHECK(patch.is_absent());
  patch = nullptr;
  patch.emplace(3, 'a');
  CHECK(patch == "aaa");
  CHECK_FALSE(patch.is_null());
  patch.reset();
  CHECK(patch.is_absent());
}

TEST_CASE("types: a patch applied", "[types]") {
  std::optional<std::string> target = "old";
  Patch<std::string>().apply(target);
  CHECK(target == "old");
  Patch<std::string>("new").apply(target);
  CHECK(target == "new");
  Patch<std::string>(nullptr).apply(target);
  CHECK_FALSE(target);
  Nullable<std::string> nullable = "old";
  Patch<std::string>(nullptr).apply(nullable);
  CHECK(nullable.is_null());
}

TEST_CASE("types: nullable as an optional", "[types]") {
  Nullable<std::string> value = "x";
  CHECK(value == "x");
  value = nullptr;
  CHECK(value == nullptr);
  value = std::optional<std::string>("y");
  CHECK(value.as_optional() == "y");
  value = std::nullopt;
  CHECK_FALSE(value);
  Nullable<std::unique_ptr<int>> owner = std::make_unique<int>(5);
  const std::unique_ptr<int> taken = *std::move(owner);
  CHECK(*taken == 5);
}

TEST_CASE("types: a box is its value", "[types]") {
  Box<std::string> box("x");
  Box<std::string> copy = box;
  copy->append("y");
  CHECK(*box == "x");
  CHECK_FALSE(box == copy);
  box = copy;
  CHECK(box == copy);
  const Box<std::string> moved = std::move(box);
  CHECK(box.valueless_after_move());
  CHECK(*moved == "xy");
  box = moved;
  CHECK(box == moved);
  Box<std::string>& same = box;
  box = same;
  CHECK(*box == "xy");
  Tree tree;
  tree.fork = Box<Fork>();
  (*tree.fork)->either = Box<Tree>();
  CHECK(std::get<1>((*tree.fork)->either)->fork.is_null());
}
