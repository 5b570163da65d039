#include "tools/vgen/emit/typescript/types.hpp"

#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/wire_facts.hpp"

#include <fmt/format.h>

#include <optional>
#include <variant>
#include <vector>

namespace vgen::tool::emit {
namespace {

/// Prints one kind of type; the overload is chosen by the variant's visitor.
struct TypePrinter {
  const model::ApiModel& api;
  const TypeScriptNames& names;
  Direction direction;
  std::set<std::string>& used;
  bool digits = false;  ///< Whether a number is a string of digits: `@wire string`.

  std::string operator()(const model::Null&) const { return "null"; }
  std::string operator()(const model::Boolean&) const { return "boolean"; }
  std::string operator()(const model::Integer&) const { return digits ? "string" : "number"; }
  std::string operator()(const model::Float&) const { return "number"; }
  std::string operator()(const model::String&) const { return "string"; }
  std::string operator()(const model::Timestamp&) const { return "string"; }
  std::string operator()(const model::Date&) const { return "string"; }
  std::string operator()(const model::Duration& duration) const { return print(duration.count); }
  std::string operator()(const model::Bytes&) const { return "string"; }
  std::string operator()(const model::Uuid&) const { return "string"; }
  std::string operator()(const model::Path&) const { return "string"; }
  std::string operator()(const model::Any&) const { return "unknown"; }
  std::string operator()(const model::StructReference& reference) const {
    return named({reference, direction});
  }
  std::string operator()(const model::EnumReference& reference) const {
    return named({reference, direction});
  }
  std::string operator()(const model::VariantReference& reference) const {
    return named({reference, direction});
  }
  std::string operator()(const model::AliasReference& reference) const {
    const model::Alias& alias = api.aliases.at(reference.index);
    const bool is_number_elsewhere =
        digits && !alias.constraints.wire_string && !is_wire_string(api, alias.type);
    return is_number_elsewhere ? print(alias.type) : named({reference, direction});
  }
  std::string operator()(const model::Optional& optional) const { return print(optional.value); }
  std::string operator()(const model::Box& box) const { return print(box.value); }
  std::string operator()(const model::Nullable& nullable) const { return or_null(nullable.value); }
  std::string operator()(const model::Patch& patch) const { return or_null(patch.value); }
  std::string operator()(const model::List& list) const;
  std::string operator()(const model::Map& map) const;
  std::string operator()(const model::Tuple& tuple) const;

 private:
  [[nodiscard]] std::string print(model::TypeIndex type) const {
    return std::visit(*this, api.types.at(type).kind);
  }
  [[nodiscard]] std::string part(model::TypeIndex type) const {
    return typescript_type(api, names, type, direction, used);
  }
  [[nodiscard]] std::string named(const NamedType& type) const {
    return *used.insert(names.type(type)).first;
  }
  [[nodiscard]] std::string or_null(model::TypeIndex type) const {
    return takes_null(api, api.types.at(type)) ? print(type) : print(type) + " | null";
  }
};

std::string TypePrinter::operator()(const model::List& list) const {
  const std::string item = part(list.item);
  return item.ends_with(" | null") ? fmt::format("({})[]", item) : item + "[]";
}

std::string TypePrinter::operator()(const model::Map& map) const {
  // The author may also have a `Record`.
  if (names.is_taken("Record")) return fmt::format("{{ [key: string]: {} }}", part(map.value));
  const std::string record = fmt::format("Record<{}, {}>", part(map.key), part(map.value));
  const bool has_enum_key =
      std::holds_alternative<model::EnumReference>(value_type(api, map.key, true).kind);
  return has_enum_key ? fmt::format("Partial<{}>", record) : record;
}

std::string TypePrinter::operator()(const model::Tuple& tuple) const {
  std::vector<std::string> items;
  for (const model::TypeIndex item : tuple.items) items.push_back(part(item));
  return fmt::format("[{}]", fmt::join(items, ", "));
}

}  // namespace

std::string typescript_type(const model::ApiModel& api, const TypeScriptNames& names,
                            model::TypeIndex type, Direction direction,
                            std::set<std::string>& used) {
  return typescript_value(api, names, type, {}, direction, used);
}

std::string typescript_value(const model::ApiModel& api, const TypeScriptNames& names,
                             model::TypeIndex type, const model::Constraints& constraints,
                             Direction direction, std::set<std::string>& used) {
  return std::visit(TypePrinter{api, names, direction, used, constraints.wire_string},
                    api.types.at(type).kind);
}

ViewList typescript_sides(const model::ApiModel& api, const TypeScriptNames& names) {
  ViewList sides;
  const auto add = [&](const std::string& name, const std::optional<model::TypeIndex>& side,
                       Direction direction) {
    if (!side) return;
    std::set<std::string> used;
    const std::string type = typescript_type(api, names, *side, direction, used);
    if (type != name)
      sides.push_back(View{{"text", fmt::format("export type {} = {};", name, type)}});
  };
  for (model::FunctionIndex i = 0; i < api.functions.size(); ++i) {
    const model::Function& function = api.functions[i];
    add(function.input_name, function.input, Direction::input);
    add(function.output_name, function.output, Direction::output);
    if (function.errors.empty()) continue;
    sides.push_back(View{{"text", typescript_union("export type " + names.failure(i),
                                                   typescript_failures(function, names))}});
  }
  return sides;
}

std::vector<std::string> typescript_failures(const model::Function& function,
                                             const TypeScriptNames& names) {
  std::vector<std::string> types;
  for (const model::DeclaredError& error : function.errors)
    types.push_back(names.problem(error.type));
  types.push_back(names.runtime("CallError"));
  return types;
}

}  // namespace vgen::tool::emit
