#include "tools/vgen/emit/typescript/types.hpp"

#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

namespace vgen::tool::emit {
namespace {

/// A type as text.
struct TypeText {
  std::string text;
  bool is_union = false;  ///< It needs parentheses before `[]`.
};

/// Prints one kind of type; the overload is chosen by the variant's visitor.
struct TypePrinter {
  const model::ApiModel& api;
  const TypeScriptNames& names;
  Direction direction;
  std::set<std::string>& used;
  bool digits = false;  ///< Whether a number is a string of digits: `@wire string`.

  TypeText operator()(const model::Null&) const { return {"null"}; }
  TypeText operator()(const model::Boolean&) const { return {"boolean"}; }
  TypeText operator()(const model::Integer&) const { return {digits ? "string" : "number"}; }
  TypeText operator()(const model::Float&) const { return {"number"}; }
  TypeText operator()(const model::Duration& duration) const { return print(duration.count); }
  /// A `File` is a `Blob` with a name.
  TypeText operator()(const model::File&) const { return {"Blob"}; }
  TypeText operator()(const model::Any&) const { return {"unknown"}; }
  TypeText operator()(const model::StructReference& reference) const {
    return named({reference, direction});
  }
  TypeText operator()(const model::EnumReference& reference) const {
    return named({reference, direction});
  }
  TypeText operator()(const model::VariantReference& reference) const {
    return named({reference, direction});
  }
  TypeText operator()(const model::AliasReference& reference) const {
    const model::Alias& alias = api.aliases.at(reference.index);
    const bool is_number_elsewhere =
        digits && !alias.constraints.wire_string && !is_wire_string(api, alias.type);
    return is_number_elsewhere ? print(alias.type) : named({reference, direction});
  }
  TypeText operator()(const model::Optional& optional) const { return print(optional.value); }
  TypeText operator()(const model::Box& box) const { return print(box.value); }
  TypeText operator()(const model::Nullable& nullable) const { return or_null(nullable.value); }
  TypeText operator()(const model::Patch& patch) const { return or_null(patch.value); }
  TypeText operator()(const model::List& list) const {
    const TypeText item = part(list.item);
    return {item.is_union ? fmt::format("({})[]", item.text) : item.text + "[]"};
  }
  TypeText operator()(const model::Map& map) const;
  TypeText operator()(const model::Tuple& tuple) const;
  /// Whatever else JSON has as a string.
  template <model::Leaf Text>
    requires(model::facts_of_kind<Text>.form == model::JsonForm::string)
  TypeText operator()(const Text&) const {
    return {"string"};
  }

  [[nodiscard]] TypeText print(model::TypeIndex type) const {
    return std::visit(*this, api.types.at(type).kind);
  }

 private:
  [[nodiscard]] TypeText part(model::TypeIndex type) const {
    return TypePrinter{api, names, direction, used}.print(type);
  }
  [[nodiscard]] TypeText named(const NamedType& type) const {
    return {*used.insert(names.type(type)).first};
  }
  [[nodiscard]] TypeText or_null(model::TypeIndex type) const {
    const TypeText value = print(type);
    return accepts_null(api, type) ? value : TypeText{value.text + " | null", true};
  }
};

TypeText TypePrinter::operator()(const model::Map& map) const {
  const std::string value = part(map.value).text;
  // The author may have a `Record`, too.
  if (names.is_taken("Record")) return {fmt::format("{{ [key: string]: {} }}", value)};
  const std::string record = fmt::format("Record<{}, {}>", part(map.key).text, value);
  const bool has_enum_key = value_kind(api, map.key) == model::ValueKind::enumeration;
  return {has_enum_key ? fmt::format("Partial<{}>", record) : record};
}

TypeText TypePrinter::operator()(const model::Tuple& tuple) const {
  std::vector<std::string> items;
  for (const model::TypeIndex item : tuple.items) items.push_back(part(item).text);
  return {fmt::format("[{}]", fmt::join(items, ", "))};
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
  return TypePrinter{api, names, direction, used, constraints.wire_string}.print(type).text;
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

std::vector<std::string> typescript_api_failures(const model::ApiModel& api,
                                                 const TypeScriptNames& names) {
  std::vector<std::string> types;
  for (const model::Function& function : api.functions) {
    for (const model::DeclaredError& error : function.errors) {
      const std::string& name = names.problem(error.type);
      if (std::ranges::find(types, name) == types.end()) types.push_back(name);
    }
  }
  types.push_back(names.runtime("CallError"));
  return types;
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
