#include "test/unit/emit/sample_model.hpp"

#include <string>
#include <utility>

namespace vgen::tool::test {
namespace {

using namespace vgen::tool::model;

Documentation says(std::string summary) {
  Documentation documentation;
  documentation.summary = std::move(summary);
  return documentation;
}

SourceRange at(unsigned line) {
  return {.file = "shop_api.hpp", .line = line, .column = 1, .length = 4};
}

struct Builder {
  ApiModel api;

  template <class Kind>
  TypeIndex type(Kind kind, std::string cpp) {
    api.types.push_back({std::move(kind), std::move(cpp)});
    return api.types.size() - 1;
  }

  StructIndex record(std::string name, unsigned line, std::vector<Field> fields) {
    Struct made;
    made.name = made.input_name = name;
    made.cpp = "shop::" + name;
    made.cpp_namespace = "shop";
    made.fields = std::move(fields);
    made.location = at(line);
    api.structs.push_back(std::move(made));
    return api.structs.size() - 1;
  }
};

Field field(std::string name, TypeIndex type, unsigned line) {
  Field made;
  made.name = made.wire_name = std::move(name);
  made.type = type;
  made.location = at(line);
  return made;
}

Field with_default(Field made, std::string value) {
  made.has_default = true;
  made.default_value = std::move(value);
  return made;
}

Field optional(Field made) {
  made.optional = true;
  return made;
}

}  // namespace

ApiModel sample_model() {
  Builder b;
  ApiModel& api = b.api;
  api.information = {.title = "shop", .version = "0.1.0", .description = {}};
  api.headers = {"shop_api.hpp"};
  api.cpp_namespace = api.urn = "shop";
  api.services = "shop::Services";
  api.session = "shop::Session";

  Alias order_id{.name = "OrderId",
                 .cpp = "shop::OrderId",
                 .cpp_namespace = "shop",
                 .type = b.type(Integer{64, true}, "std::int64_t"),
                 .constraints = {},
                 .documentation = says("The number of an order."),
                 .location = at(10)};
  order_id.constraints.minimum = "1";
  api.aliases.push_back(std::move(order_id));
  const TypeIndex id = b.type(AliasReference{0}, "shop::OrderId");

  Enumerator open{.name = "open", .wire_name = "open", .value = 0, .documentation = {}};
  Enumerator paid{.name = "paid",
                  .wire_name = "paid",
                  .value = 1,
                  .documentation = says("The money is there.")};
  api.enums.push_back({.name = "State",
                       .cpp = "shop::State",
                       .cpp_namespace = "shop",
                       .enumerators = {open, paid},
                       .documentation = says("Where an order stands."),
                       .location = at(12)});
  const TypeIndex state = b.type(EnumReference{0}, "shop::State");
  const TypeIndex text = b.type(String{}, "std::string");
  const TypeIndex states =
      b.type(List{.item = state, .unique = true, .fixed_size = {}}, "std::set<shop::State>");

  Field note = optional(field("note", b.type(Optional{text}, "std::optional<std::string>"), 16));
  note.constraints.max_length = 40;
  const StructIndex order =
      b.record("Order", 14,
               {field("id", id, 15), note, with_default(field("state", state, 17), "\"open\"")});
  api.structs[order].used_in_input = api.structs[order].used_in_output =
      api.structs[order].shapes_differ = true;
  api.structs[order].input_name = "OrderInput";
  api.structs[order].documentation = says("An order.");
  const TypeIndex order_type = b.type(StructReference{order}, "shop::Order");

  Field states_field = with_default(field("states", states, 21), "[]");
  states_field.documentation = says("Only orders in one of these states.");
  const StructIndex list = b.record(
      "ListOrders", 20,
      {states_field,
       optional(field("trace", b.type(Optional{text}, "std::optional<std::string>"), 22))});
  const TypeIndex list_type = b.type(StructReference{list}, "shop::ListOrders");
  api.structs[list].used_in_input = true;

  const StructIndex change =
      b.record("ChangeOrder", 25, {field("id", id, 26), field("order", order_type, 27)});
  const TypeIndex change_type = b.type(StructReference{change}, "shop::ChangeOrder");
  api.structs[change].used_in_input = true;

  const StructIndex missing = b.record("Missing", 30, {field("id", id, 31)});
  const StructIndex closed = b.record("Closed", 32, {});
  for (const StructIndex error : {missing, closed})
    api.structs[error].used_in_output = api.structs[error].is_error = true;
  api.structs[missing].documentation = says("There is no such order.");
  const TypeIndex orders = b.type(List{.item = order_type, .unique = false, .fixed_size = {}},
                                  "std::vector<shop::Order>");

  Function list_orders;
  list_orders.name = "list_orders";
  list_orders.cpp = "shop::list_orders";
  list_orders.cpp_namespace = "shop";
  list_orders.type_name = "ListOrders";
  list_orders.input_name = "ListOrdersInput";
  list_orders.output_name = "ListOrdersOutput";
  list_orders.input = list_type;
  list_orders.output = orders;
  list_orders.documentation = says("All orders.");
  list_orders.documentation.description = "The *newest* first.";
  list_orders.location = at(40);
  Function change_order = list_orders;
  change_order.name = "change_order";
  change_order.cpp = "shop::change_order";
  change_order.type_name = "ChangeOrder";
  change_order.input_name = "ChangeOrderInput";
  change_order.output_name = "ChangeOrderOutput";
  change_order.input = change_type;
  change_order.output = {};
  change_order.errors = {
      {.type = missing, .status = 404, .problem_type = "urn:shop:missing", .title = "Missing"},
      {.type = closed, .status = 422, .problem_type = "urn:shop:closed", .title = "Closed"}};
  change_order.session = SessionUse::required;
  change_order.has_result = true;
  change_order.documentation = {};
  change_order.documentation.deprecated = true;
  change_order.documentation.deprecation = "orders are final";
  change_order.location = at(42);
  api.functions = {list_orders, change_order};

  HttpRoute listing;
  listing.name = "list_orders";
  listing.wire_name = "listOrders";
  listing.path = "/orders";
  listing.bindings = {{.field = 0, .place = Place::query, .name = "states"},
                      {.field = 1, .place = Place::header, .name = "X-Trace"}};
  listing.policy.tags = {"orders"};
  listing.location = at(51);
  HttpRoute changing;
  changing.name = "change_order";
  changing.wire_name = "changeOrder";
  changing.function = 1;
  changing.method = HttpMethod::patch;
  changing.path = "/orders/{id}";
  changing.path_parameters = {"id"};
  changing.bindings = {{.field = 0, .place = Place::path, .name = "id"},
                       {.field = 1, .place = Place::body, .name = "order"}};
  changing.body = BodyUse::fields;
  changing.body_required = true;
  changing.status = 204;
  changing.policy.needs_session = true;
  changing.location = at(52);
  api.doors = {listing, changing};
  return api;
}

}  // namespace vgen::tool::test
