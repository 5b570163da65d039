#include "test/unit/emit/types_model.hpp"

#include "test/unit/emit/model_builder.hpp"

#include <string>
#include <utility>

namespace vgen::tool::test {
namespace {

using namespace vgen::tool::model;

Constraints wire_string() {
  Constraints constraints;
  constraints.wire_string = true;
  return constraints;
}

Constraints at_most(std::string maximum) {
  Constraints constraints;
  constraints.maximum = std::move(maximum);
  return constraints;
}

Documentation says(std::string summary) {
  Documentation documentation;
  documentation.summary = std::move(summary);
  return documentation;
}

/// The members of `Everything`.
class Members {
 public:
  explicit Members(ModelBuilder& model) : b_(model) {}

  std::vector<Field> take() { return std::move(fields_); }

  void scalars() {
    add("null", Null{});
    add("timestamp", Timestamp{3});
    add("date", Date{});
    add("duration", Duration{.count = integer, .unit = "ms"}, at_most("1e4"));
    add("seconds", Duration{.count = b_.type(Float{64}), .unit = "s"});
    add("bytes", Bytes{});
    add("key", Bytes{.fixed_size = 16, .is_view = false});
    add("uuid", Uuid{});
    add("path", Path{});
    add("any", Any{});
  }

  void digits() {
    const TypeIndex whole = b_.type(Integer{64, false});
    const TypeIndex serial = b_.alias("Serial", whole, wire_string());
    add("digits", Integer{64, true}, wire_string());
    fields_.push_back(field("serial", serial));
    fields_.push_back(field("small_serial", serial, at_most("99")));
    Constraints from_one;
    from_one.minimum = "1";
    const TypeIndex count = b_.alias("Count", whole, from_one);
    fields_.push_back(field("count_as_digits", count, wire_string()));
    const TypeIndex pause =
        b_.alias("Pause", b_.type(Duration{.count = whole, .unit = "ns"}), wire_string());
    fields_.push_back(field("pause", pause, at_most("7")));
    add("nullable_count_as_digits", Nullable{count}, wire_string());
  }

  void wrappers() {
    const TypeIndex node = b_.record("Node", {});
    b_.api.structs.back().fields = {field("next", b_.type(Nullable{b_.type(Box{node})}))};
    add("nullable_text", Nullable{text}, {}).documentation = says("Or nothing.");
    add("nullable_node", Nullable{node}).documentation = says("The first one.");
    add("nullable_any", Nullable{b_.type(Any{})});
    add("nullable_list", Nullable{b_.type(List{.item = text, .unique = false, .fixed_size = {}})});
    add("list_of_nullable",
        List{.item = b_.type(Nullable{integer}), .unique = false, .fixed_size = {}});
    Field& patch = add("patch", Patch{integer}, at_most("9"));
    patch.optional = true;
    Field& maybe = add("maybe", Optional{text});
    maybe.optional = true;
    add("box", Box{text});
  }

  void products() {
    const TypeIndex uuid = b_.type(Uuid{});
    add("pair", Tuple{{text, integer}});
    add("nothing", Tuple{});
    add("nested", Tuple{{b_.type(Nullable{b_.type(Tuple{{uuid, uuid}})}), b_.type(Timestamp{0})}});
    add("anything_by_name", Map{.key = text, .value = b_.type(Any{})});
  }

  void variants() {
    const TypeIndex card = b_.record("Card", {field("number", text)});
    b_.api.structs.back().documentation = says("By card.");
    b_.api.structs.back().documentation.examples = {R"({"number": "4111"})"};
    const TypeIndex cash = b_.record("Cash", {});
    const TypeIndex circle = b_.record("Circle", {field("radius", integer)});
    const TypeIndex square = b_.record("Square", {field("side", integer)});
    const TypeIndex payment =
        b_.variant("Payment", "type", {alternative(card, "Card"), alternative(cash, "cash")});
    b_.api.variants.back().documentation = says("How to pay.");
    b_.api.variants.back().documentation.examples = {R"({"type": "cash"})"};
    fields_.push_back(field("payment", payment));
    add("nullable_payment", Nullable{payment});
    fields_.push_back(
        field("shape", b_.variant("Shape", {}, {alternative(circle), alternative(square)})));
    b_.api.variants.back().untagged = true;
    fields_.push_back(field("scalar", b_.variant("Scalar", {},
                                                 {alternative(b_.type(Null{})),
                                                  alternative(integer), alternative(text)})));
    const auto mixed = {alternative(text), alternative(circle, "Circle"),
                        alternative(square, "Square")};
    fields_.push_back(field("mixed", b_.variant("Mixed", "kind", mixed)));
  }

 private:
  static Alternative alternative(TypeIndex type, std::string tag = {}) {
    return {.type = type, .tag = std::move(tag), .component = {}, .input_component = {}};
  }

  template <class Kind>
  Field& add(std::string name, Kind kind, Constraints constraints = {}) {
    fields_.push_back(field(std::move(name), b_.type(std::move(kind)), std::move(constraints)));
    return fields_.back();
  }

  ModelBuilder& b_;
  std::vector<Field> fields_;
  const TypeIndex text = b_.type(String{});
  const TypeIndex integer = b_.type(Integer{32, true});
};

}  // namespace

ApiModel types_model() {
  ModelBuilder b;
  b.api.information = {.title = "types", .version = "0.1.0", .description = {}};
  b.api.headers = {"types_api.hpp"};
  b.api.cpp_namespace = b.api.urn = "types";
  Members members(b);
  members.scalars();
  members.digits();
  members.wrappers();
  members.products();
  members.variants();
  const TypeIndex everything = b.record("Everything", members.take());
  for (Struct& record : b.api.structs) record.used_in_input = record.used_in_output = true;
  for (Variant& variant : b.api.variants) variant.used_in_input = variant.used_in_output = true;

  Function send;
  send.name = "send";
  send.cpp = "types::send";
  send.type_name = "Send";
  send.input_name = "SendInput";
  send.output_name = "SendOutput";
  send.input = send.output = everything;
  b.api.functions = {send};
  HttpRoute sending;
  sending.name = sending.wire_name = "send";
  sending.method = HttpMethod::post;
  sending.path = "/send";
  sending.body = BodyUse::whole;
  sending.body_required = true;
  b.api.doors = {sending};
  return std::move(b.api);
}

}  // namespace vgen::tool::test
