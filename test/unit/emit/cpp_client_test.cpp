#include "tools/vgen/emit/cpp_client/cpp_client.hpp"

#include "test/unit/emit/model_builder.hpp"
#include "test/unit/emit/sample_model.hpp"
#include "tools/vgen/emit/cpp_client/client_model.hpp"
#include "tools/vgen/emit/cpp_client/default_value.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace vgen::tool;
using namespace vgen::tool::emit;
using vgen::tool::test::field;
using vgen::tool::test::ModelBuilder;

namespace {

std::string text_of(const model::ApiModel& api, std::size_t file, const EmitOptions& options = {}) {
  return emit_cpp_client(api, options).at(file).text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The default of a member as it is in the client.
std::optional<std::string> printed(ModelBuilder& builder, model::TypeIndex type, std::string json) {
  model::Field made = field("a", type);
  made.has_default = true;
  made.default_value = std::move(json);
  return default_text(builder.api, made);
}

}  // namespace

TEST_CASE("C++ client: two files, named after the API", "[emit]") {
  const auto files = emit_cpp_client(test::sample_model(), {.name = "shop", .npm_name = {}});
  REQUIRE(files.size() == 2);
  CHECK(files[0].path == "shop_client.gen.hpp");
  CHECK(files[1].path == "shop_client.gen.cpp");
  CHECK(contains(files[1].text, "#include \"shop_client.gen.hpp\"\n"));
  CHECK(contains(files[1].text, "#define VGEN_API shop_shop_client_codecs"));
}

TEST_CASE("C++ client: types of its own, with the author's comments", "[emit]") {
  const std::string header = text_of(test::sample_model(), 0);
  CHECK(contains(header, "namespace shop::client {\n"));
  CHECK(
      contains(header,
               "/// Where an order stands.\nenum class State {\n  open,\n"
               "  /// The money is there.\n  paid,\n"
               "  unrecognized,  ///< Any other name, from a newer server. It cannot be sent.\n"));
  CHECK(contains(header, "/// @minimum 1\nusing OrderId = std::int64_t;\n"));
  CHECK(contains(header, "  State state = State::open;\n"));
  CHECK(contains(header, "  std::optional<std::string> note{};  ///< @maxLength 40\n"));
  CHECK_FALSE(contains(header, "shop_api.hpp\""));  // the header of the author is not included
}

TEST_CASE("C++ client: a type with the name of the class", "[emit]") {
  model::ApiModel api = test::sample_model();
  CHECK(contains(text_of(api, 0), "\nclass Api {\n"));
  api.structs[0].name = "Api";
  CHECK(contains(text_of(api, 0), "\nclass ApiClient {\n"));
}

TEST_CASE("C++ client: its model has no limits and no views", "[emit]") {
  ModelBuilder builder;
  builder.api.cpp_namespace = "a";
  model::Constraints digits;
  digits.minimum = "1";
  digits.wire_string = true;
  const auto number = builder.type(model::Integer{64, false}, "std::uint64_t");
  const auto id = builder.alias("Id", number, digits);
  const auto view = builder.type(
      model::List{.item = id, .unique = false, .fixed_size = {}, .is_view = true}, "std::span<Id>");
  const auto text = builder.type(model::String{.is_view = true}, "std::string_view");
  const auto record = builder.record("Thing", {field("ids", view), field("text", text)});
  const auto box = builder.type(model::Box{record, true}, "std::unique_ptr<a::Thing>");

  const model::ApiModel client = client_model(builder.api);
  CHECK(client.aliases[0].constraints.wire_string);
  CHECK_FALSE(client.aliases[0].constraints.minimum);
  CHECK(client.types[view].cpp == "std::vector<a::client::Id>");
  CHECK(client.types[text].cpp == "std::string");
  CHECK(client.types[box].cpp == "vgen::Box<a::client::Thing>");
}

TEST_CASE("C++ client: a variant with a discriminator has an open end", "[emit]") {
  ModelBuilder builder;
  const auto card = builder.record("Card", {});
  const auto payment = builder.variant("Payment", "type", {{.type = card, .tag = "Card"}});
  const auto number = builder.type(model::Integer{}, "int");
  builder.variant("Either", "", {{.type = number}, {.type = card}});

  const model::ApiModel client = client_model(builder.api);
  REQUIRE(client.variants[0].alternatives.size() == 2);
  const model::Alternative& last = client.variants[0].alternatives.back();
  CHECK(last.tag.empty());
  CHECK(client.types[last.type].cpp == "vgen::client::Unrecognized");
  CHECK(client.variants[1].alternatives.size() == 2);
  CHECK(client.types[payment].cpp == "client::Payment");
}

TEST_CASE("C++ client: defaults that C++ can repeat", "[emit]") {
  ModelBuilder builder;
  const auto number = builder.type(model::Integer{64, true}, "std::int64_t");
  const auto wide = builder.type(model::Integer{64, false}, "std::uint64_t");
  const auto text = builder.type(model::String{}, "std::string");
  const auto list = builder.type(model::List{.item = number}, "std::vector<std::int64_t>");
  const auto time = builder.type(model::Duration{number, "ms"}, "std::chrono::milliseconds");
  const auto record = builder.record("Thing", {});
  CHECK(printed(builder, number, "-9223372036854775808") == "INT64_MIN");
  CHECK(printed(builder, wide, "\"18446744073709551615\"") == "18446744073709551615U");
  CHECK(printed(builder, text, R"("a\"\n")") == R"("a\"\n")");
  CHECK(printed(builder, list, "[1,2]") == "{1, 2}");
  CHECK(printed(builder, list, "[]") == "{}");
  CHECK(printed(builder, time, "250") == "std::chrono::milliseconds(250)");
  CHECK(printed(builder, record, "{}") == std::nullopt);

  // A member with another default may be left out.
  model::Field made = field("thing", record);
  made.has_default = true;
  made.default_value = "{}";
  builder.record("Holder", {made});
  const model::ApiModel client = client_model(builder.api);
  const model::Field& left_out = client.structs[1].fields[0];
  CHECK(left_out.optional);
  CHECK_FALSE(left_out.has_default);
  CHECK(client.types[left_out.type].cpp == "std::optional<client::Thing>");
}
