#include "tools/vgen/emit/cpp_client/types.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp/unit_view.hpp"
#include "tools/vgen/emit/cpp_client/default_value.hpp"
#include "tools/vgen/emit/output/layout.hpp"
#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// Puts structs into an order in which each one is complete where another one holds it by value.
class StructOrder {
 public:
  StructOrder(const model::ApiModel& client, const ClientUse& use)
      : client_(client), use_(use), state_(client.structs.size()) {}

  std::vector<model::StructIndex> order() {
    for (model::StructIndex i = 0; i < client_.structs.size(); ++i) {
      if (use_.structs[i]) visit(i);
    }
    return std::move(order_);
  }

 private:
  enum class State { untouched, open, done };

  void visit(model::StructIndex index) {
    if (state_[index] != State::untouched) return;
    state_[index] = State::open;
    for (const model::StructIndex part : held(index, true)) visit(part);
    // Items of vectors may be incomplete, but it reads better if they come first.
    for (const model::StructIndex part : held(index, false)) {
      if (!needs_open(part)) visit(part);
    }
    state_[index] = State::done;
    order_.push_back(index);
  }

  /// Whether a struct needs, by value, one that is not complete yet.
  bool needs_open(model::StructIndex index) {
    std::vector<bool> seen(client_.structs.size());
    return needs_open(index, seen);
  }
  bool needs_open(model::StructIndex index, std::vector<bool>& seen) {
    if (state_[index] == State::open) return true;
    if (seen[index] || state_[index] == State::done) return false;
    seen[index] = true;
    const std::vector<model::StructIndex> parts = held(index, true);
    return std::ranges::any_of(parts, [&](auto part) { return needs_open(part, seen); });
  }

  std::vector<model::StructIndex> held(model::StructIndex index, bool by_value) const {
    std::vector<model::StructIndex> found;
    for (const model::Field& field : client_.structs[index].fields)
      collect(field.type, by_value, found);
    return found;
  }
  void collect(model::TypeIndex index, bool by_value,
               std::vector<model::StructIndex>& found) const {
    const model::Type& type = client_.types[index];
    if (const auto* reference = std::get_if<model::StructReference>(&type.kind))
      return found.push_back(reference->index);
    const auto* list = std::get_if<model::List>(&type.kind);
    const bool is_indirect = std::holds_alternative<model::Box>(type.kind) ||
                             std::holds_alternative<model::Map>(type.kind) ||
                             (list != nullptr && !list->fixed_size);
    if (is_indirect && by_value) return;
    for (const model::TypeIndex part : parts(client_, type)) collect(part, by_value, found);
  }

  const model::ApiModel& client_;
  const ClientUse& use_;
  std::vector<State> state_;
  std::vector<model::StructIndex> order_;
};

class TypePrinter {
 public:
  TypePrinter(const model::ApiModel& api, const model::ApiModel& client, const ClientUse& use)
      : api_(api), client_(client), use_(use), name_space_(client_namespace(api)) {}

  void print(View& view) {
    ViewList declarations;
    ViewList structs;
    const std::vector<model::StructIndex> order = StructOrder(client_, use_).order();
    if (has_names()) {
      for (const model::StructIndex index : order)
        declarations.push_back(View{{"name", client_.structs[index].name}});
    }
    for (const model::StructIndex index : order) structs.push_back(print_struct(index));
    view.set("named_enums", enums());
    view.set("has_declarations", !declarations.empty());
    view.set("declarations", std::move(declarations));
    view.set("aliases", aliases());
    view.set("named_structs", std::move(structs));
  }

 private:
  /// Whether there are names for types, which are declared before the structs.
  [[nodiscard]] bool has_names() const {
    const auto any = [](const std::vector<bool>& list) {
      return std::ranges::find(list, true) != list.end();
    };
    return any(use_.aliases) || any(use_.variants) || holds_itself();
  }
  [[nodiscard]] bool holds_itself() const {
    for (const model::Struct& type : client_.structs) {
      for (const model::Field& field : type.fields) {
        if (std::holds_alternative<model::Box>(client_.types[field.type].kind)) return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::string local(const std::string& cpp) const {
    return cpp_type_within(cpp, name_space_);
  }

  ViewList enums() const {
    ViewList list;
    for (model::EnumIndex i = 0; i < client_.enums.size(); ++i) {
      if (!use_.enums[i]) continue;
      const model::Enum& type = client_.enums[i];
      ViewList enumerators;
      for (const model::Enumerator& enumerator : type.enumerators) {
        enumerators.push_back(View{
            {"comment", cpp_client_comment(typescript_documentation(enumerator.documentation), 2)},
            {"name", enumerator.name}});
      }
      View view{{"comment", cpp_client_comment(typescript_documentation(type.documentation), 0)},
                {"name", type.name},
                {"unrecognized", unrecognized_name(type)}};
      view.set("enumerators", std::move(enumerators));
      list.push_back(std::move(view));
    }
    return list;
  }

  /// Aliases and variants, each after those that it is made of.
  ViewList aliases() {
    printed_aliases_.resize(client_.aliases.size());
    printed_variants_.resize(client_.variants.size());
    for (model::AliasIndex i = 0; i < client_.aliases.size(); ++i) {
      if (use_.aliases[i]) print_alias(i);
    }
    for (model::VariantIndex i = 0; i < client_.variants.size(); ++i) {
      if (use_.variants[i]) print_variant(i);
    }
    return std::move(aliases_);
  }
  void print_names_in(model::TypeIndex index) {
    const model::Type& type = client_.types[index];
    if (const auto* reference = std::get_if<model::AliasReference>(&type.kind))
      return print_alias(reference->index);
    if (const auto* reference = std::get_if<model::VariantReference>(&type.kind))
      return print_variant(reference->index);
    for (const model::TypeIndex part : parts(client_, type)) print_names_in(part);
  }
  void print_alias(model::AliasIndex index) {
    if (printed_aliases_[index]) return;
    printed_aliases_[index] = true;
    const model::Alias& alias = client_.aliases[index];
    print_names_in(alias.type);
    const model::Alias& original = api_.aliases[index];
    const auto lines =
        typescript_documentation(original.documentation, {&original.constraints, {}, {}});
    aliases_.push_back(View{{"comment", cpp_client_comment(lines, 0)},
                            {"name", alias.name},
                            {"type", local(client_.types[alias.type].cpp)}});
  }
  void print_variant(model::VariantIndex index) {
    if (printed_variants_[index]) return;
    printed_variants_[index] = true;
    const model::Variant& variant = client_.variants[index];
    std::vector<std::string> types;
    for (const model::Alternative& alternative : variant.alternatives) {
      print_names_in(alternative.type);
      types.push_back(local(client_.types[alternative.type].cpp));
    }
    aliases_.push_back(
        View{{"comment", cpp_client_comment(typescript_documentation(variant.documentation), 0)},
             {"name", variant.name},
             {"type", fmt::format("std::variant<{}>", fmt::join(types, ", "))}});
  }

  View print_struct(model::StructIndex index) {
    const model::Struct& type = client_.structs[index];
    ViewList fields;
    for (std::size_t i = 0; i < type.fields.size(); ++i)
      fields.push_back(print_field(api_.structs[index].fields[i], type.fields[i]));
    View view{{"comment", cpp_client_comment(struct_comment(index), 0)},
              {"name", type.name},
              {"status", status_of(index)}};
    view.set("has_fields", !fields.empty());
    view.set("fields", std::move(fields));
    return view;
  }
  std::vector<std::string> struct_comment(model::StructIndex index) const {
    std::vector<std::string> lines = typescript_documentation(client_.structs[index].documentation);
    if (!lines.empty()) return lines;
    for (const model::Function& function : client_.functions) {
      if (function.inline_input && input_struct(client_, function) == &client_.structs[index])
        return {fmt::format("The arguments of {}.", function.name)};
    }
    return lines;
  }
  std::string status_of(model::StructIndex index) const {
    for (const model::Function& function : client_.functions) {
      for (const model::DeclaredError& error : function.errors) {
        if (error.type == index) return std::to_string(error.status);
      }
    }
    return {};
  }

  View print_field(const model::Field& original, const model::Field& field) const {
    std::string value = "{}";
    if (const std::optional<std::string> text = default_text(client_, field))
      value = *text == "{}" ? " = {}" : " = " + local(*text);
    const std::string line =
        fmt::format("{} {}{};", local(client_.types[field.type].cpp), field.name, value);
    const std::vector<std::string> lines =
        typescript_documentation(original.documentation, {&original.constraints, {}, {}});
    const bool fits = lines.size() == 1 && line.size() + lines.front().size() + 8 <= line_width;
    if (fits) return View{{"comment", ""}, {"text", line + "  ///< " + lines.front()}};
    return View{{"comment", cpp_client_comment(lines, 2)}, {"text", line}};
  }

  const model::ApiModel& api_;
  const model::ApiModel& client_;
  const ClientUse& use_;
  std::string name_space_;
  std::vector<bool> printed_aliases_;
  std::vector<bool> printed_variants_;
  ViewList aliases_;
};

/// The headers of a type by its spelling.
constexpr std::pair<std::string_view, std::string_view> spelled_headers[] = {
    {"std::array<", "array"},
    {"std::byte", "cstddef"},
    {"int8_t", "cstdint"},
    {"int16_t", "cstdint"},
    {"int32_t", "cstdint"},
    {"int64_t", "cstdint"},
    {"std::chrono::", "chrono"},
    {"std::filesystem::", "filesystem"},
    {"std::map<", "map"},
    {"std::optional<", "optional"},
    {"std::ratio<", "ratio"},
    {"std::set<", "set"},
    {"std::string", "string"},
    {"std::tuple<", "tuple"},
    {"std::variant<", "variant"},
    {"std::monostate", "variant"},
    {"std::vector<", "vector"},
    {"boost::uuids::", "boost/uuid/uuid.hpp"},
    {"nlohmann::", "nlohmann/json.hpp"},
    {"vgen::client::Upload", "vgen/client/upload.hpp"},
    {"vgen::client::Unrecognized", "vgen/client/unrecognized.hpp"},
    {"vgen::Nullable<", "vgen/types.hpp"},
    {"vgen::Patch<", "vgen/types.hpp"},
    {"vgen::Box<", "vgen/types.hpp"},
};

void add_headers(const std::string& cpp, std::set<std::string>& headers) {
  for (const auto& [part, header] : spelled_headers) {
    if (cpp.find(part) != std::string::npos) headers.emplace(header);
  }
}

}  // namespace

std::string cpp_client_comment(const std::vector<std::string>& lines, std::size_t indent) {
  std::string text;
  for (const std::string& line : lines)
    text += std::string(indent, ' ') + (line.empty() ? "///" : "/// " + line) + '\n';
  if (!text.empty()) text.pop_back();
  return text;
}

void set_client_types(View& view, const model::ApiModel& api, const model::ApiModel& client,
                      const ClientUse& use) {
  TypePrinter(api, client, use).print(view);
}

std::set<std::string> client_type_headers(const model::ApiModel& client, const ClientUse& use) {
  std::set<std::string> headers;
  for (model::StructIndex i = 0; i < client.structs.size(); ++i) {
    if (!use.structs[i]) continue;
    for (const model::Field& field : client.structs[i].fields)
      add_headers(client.types[field.type].cpp, headers);
  }
  for (model::AliasIndex i = 0; i < client.aliases.size(); ++i) {
    if (use.aliases[i]) add_headers(client.types[client.aliases[i].type].cpp, headers);
  }
  for (model::VariantIndex i = 0; i < client.variants.size(); ++i) {
    if (!use.variants[i]) continue;
    headers.emplace("variant");
    for (const model::Alternative& alternative : client.variants[i].alternatives)
      add_headers(client.types[alternative.type].cpp, headers);
  }
  for (const model::FunctionIndex index : use.functions) {
    const model::Function& function = client.functions[index];
    if (function.input) add_headers(client.types[*function.input].cpp, headers);
    if (function.output) add_headers(client.types[*function.output].cpp, headers);
  }
  for (const model::Channel& channel : client.channels) {
    for (const model::TopicRoute& route : channel.topics) {
      for (const model::TopicParameter& parameter : client.topics[route.topic].parameters)
        add_headers(client.types[parameter.type].cpp, headers);
    }
    if (channel.binary || (channel.message && channel.message->is_raw))
      headers.insert("string_view");
    if (!channel.messages.empty() || channel.message) headers.insert("optional");
    if (senders(client, channel).size() > 1) headers.insert("variant");
  }
  return headers;
}

}  // namespace vgen::tool::emit
