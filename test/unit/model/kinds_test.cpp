#include "tools/vgen/model/kinds.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace vgen::tool::test {
namespace {

using model::JsonForm;
using model::KindFacts;

TEST_CASE("kinds: what rows say fits together", "[model]") {
  for (const KindFacts& facts : model::kind_facts) {
    INFO(facts.phrase);
    CHECK_FALSE(facts.phrase.empty());
    const bool has_form_of_parts = facts.form == JsonForm::of_parts;
    if (has_form_of_parts) CHECK(facts.schema_type.empty());
    if (facts.structure == model::Structure::wrapper) CHECK(has_form_of_parts);
    if (facts.word == model::Word::string || facts.word == model::Word::encoded)
      CHECK(facts.form == JsonForm::string);
    if (facts.form == JsonForm::string) CHECK(facts.schema_type == "string");
    if (facts.form == JsonForm::array) CHECK(facts.schema_type == "array");
    if (facts.form == JsonForm::object) CHECK(facts.schema_type == "object");
  }
}

TEST_CASE("kinds: the longest texts are those of the writers", "[model]") {
  CHECK(model::facts_of_kind<model::Boolean>.longest == std::string("false").size());
  CHECK(model::facts_of_kind<model::Date>.longest == 2 + 6 * std::string("9999-12-31").size());
  CHECK(model::facts_of_kind<model::Uuid>.longest == 2 + 6 * 36);
}

}  // namespace
}  // namespace vgen::tool::test
