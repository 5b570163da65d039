#include "tools/vgen/emit/cpp/rules.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace vgen::tool;
using namespace vgen::tool::emit;

namespace {

enum : model::TypeIndex { integer, text, slug, slugs, slug_map, maybe_slug, number, boolean };

/// using Slug = std::string with a pattern and at most 30 characters; std::vector<Slug>,
/// std::map<std::string, std::vector<Slug>>, …
model::ApiModel sample() {
  model::ApiModel api;
  api.types = {
      {.kind = model::Integer{}, .cpp = "int"},
      {.kind = model::String{}, .cpp = "std::string"},
      {.kind = model::AliasReference{0}, .cpp = "std::string"},
      {.kind = model::List{.item = slug, .fixed_size = {}}, .cpp = "std::vector<std::string>"},
      {.kind = model::Map{.key = text, .value = slugs},
       .cpp = "std::map<std::string, std::vector<std::string>>"},
      {.kind = model::Optional{.value = slug}, .cpp = "std::optional<std::string>"},
      {.kind = model::Float{}, .cpp = "double"},
      {.kind = model::Boolean{}, .cpp = "bool"}};
  api.aliases = {
      {.name = "Slug", .type = text, .constraints = {.max_length = 30, .pattern = "^[a-z]+$"}}};
  return api;
}

std::vector<std::string> rules(model::TypeIndex type, const model::Constraints& constraints) {
  CppConstants constants;
  return cpp_rules(sample(), {.type = type, .constraints = constraints, .name = "Todo_title"},
                   "json::", constants);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("rules: nothing limits the value", "[emit][cpp]") {
  CHECK(rules(integer, {}) == Texts{});
  CHECK(rules(boolean, {}) == Texts{});
}

TEST_CASE("rules: numbers and strings", "[emit][cpp]") {
  CHECK(rules(integer, {.minimum = "1", .exclusive_maximum = "9"}) ==
        Texts{"json::IntegerRule{.minimum = 1, .exclusive_maximum = 9}"});
  CHECK(rules(number, {.multiple_of = "0.1"}) == Texts{"json::NumberRule{.multiple_of = 0.1}"});
  CHECK(rules(text, {.min_length = 1, .format = "date-time"}) ==
        Texts{"json::StringRule{.min_length = 1, .format = json::Format::date_time}"});
}

TEST_CASE("rules: the limits of an alias hold in containers, outermost rule first", "[emit][cpp]") {
  CHECK(rules(slugs, {.max_items = 4, .unique_items = true}) ==
        Texts{"json::ArrayRule{.max_items = 4, .unique = true}",
              "json::StringRule{.max_length = 30, .pattern = &slug_pattern}"});
  CHECK(rules(slug_map, {}) ==
        Texts{"json::MapRule{}", "json::ArrayRule{}",
              "json::StringRule{.max_length = 30, .pattern = &slug_pattern}"});
}

TEST_CASE("rules: of a field's and its alias' limits the tighter one holds", "[emit][cpp]") {
  CHECK(rules(maybe_slug, {.min_length = 2, .max_length = 10}) ==
        Texts{"json::StringRule{.min_length = 2, .max_length = 10, .pattern = &slug_pattern}"});
  CHECK(rules(slug, {.max_length = 50}) ==
        Texts{"json::StringRule{.max_length = 30, .pattern = &slug_pattern}"});
}

TEST_CASE("rules: the keys of a map have a rule of their own", "[emit][cpp]") {
  model::ApiModel api = sample();
  api.types.push_back(
      {.kind = model::Map{.key = slug, .value = integer}, .cpp = "std::map<std::string, int>"});
  CppConstants constants;

  CHECK(cpp_rules(api,
                  {.type = api.types.size() - 1,
                   .constraints = {.max_properties = 3},
                   .name = "Todo_counts"},
                  "json::", constants) ==
        Texts{"json::MapRule{.max_properties = 3, .names = &todo_counts_keys}"});
  CHECK(constants.list() == std::vector<CppConstants::Constant>{
                                {"slug_pattern", "const vgen::json::Pattern", "(R\"(^[a-z]+$)\")"},
                                {"todo_counts_keys", "const vgen::json::StringRule",
                                 "{.max_length = 30, .pattern = &slug_pattern}"},
                            });
}

TEST_CASE("constants: each pattern is there once, each name is used once", "[emit][cpp]") {
  CppConstants constants;

  CHECK(constants.pattern("^a$", "Slug") == "slug_pattern");
  CHECK(constants.pattern("^a$", "Other") == "slug_pattern");
  CHECK(constants.pattern("^b$", "Slug") == "slug_pattern_2");

  CHECK(constants.list() == std::vector<CppConstants::Constant>{
                                {"slug_pattern", "const vgen::json::Pattern", "(R\"(^a$)\")"},
                                {"slug_pattern_2", "const vgen::json::Pattern", "(R\"(^b$)\")"}});
}
