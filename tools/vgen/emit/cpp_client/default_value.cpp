#include "tools/vgen/emit/cpp_client/default_value.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace vgen::tool::emit {
namespace {

using Text = std::optional<std::string>;

/// The C++ text of a JSON value of a type.
class Printer {
 public:
  explicit Printer(const model::ApiModel& api) : api_(api) {}

  [[nodiscard]] Text print(model::TypeIndex type, const Json& value) const {
    return std::visit([&](const auto& kind) { return text(kind, api_.types[type], value); },
                      api_.types[type].kind);
  }

 private:
  /// Any other type has no short text.
  template <class Other>
  [[nodiscard]] Text text(const Other&, const model::Type&, const Json&) const {
    return std::nullopt;
  }
  [[nodiscard]] Text text(const model::Boolean&, const model::Type&, const Json& value) const {
    return value.is_boolean() ? Text(value.get<bool>() ? "true" : "false") : std::nullopt;
  }
  [[nodiscard]] Text text(const model::Integer& type, const model::Type&, const Json& value) const {
    const std::string digits = value.is_string() ? value.get<std::string>() : value.dump();
    if (digits.find_first_not_of("-0123456789") != std::string::npos) return std::nullopt;
    if (digits == "-9223372036854775808") return "INT64_MIN";
    return type.is_signed || type.bits < 64 ? digits : digits + "U";
  }
  [[nodiscard]] Text text(const model::Float&, const model::Type&, const Json& value) const {
    return value.is_string() ? value.get<std::string>() : value.dump();
  }
  [[nodiscard]] Text text(const model::String&, const model::Type&, const Json& value) const {
    return value.is_string() ? Text(cpp_string(value.get<std::string>())) : std::nullopt;
  }
  [[nodiscard]] Text text(const model::Duration& duration, const model::Type& type,
                          const Json& value) const {
    const Text count = print(duration.count, value);
    return count ? Text(fmt::format("{}({})", type.cpp, *count)) : std::nullopt;
  }
  [[nodiscard]] Text text(const model::EnumReference& reference, const model::Type&,
                          const Json& value) const {
    const model::Enum& enumeration = api_.enums[reference.index];
    if (!value.is_string()) return std::nullopt;
    const auto found = std::ranges::find(enumeration.enumerators, value.get<std::string>(),
                                         &model::Enumerator::wire_name);
    if (found == enumeration.enumerators.end()) return std::nullopt;
    return fmt::format("{}::{}", enumeration.cpp, found->name);
  }
  [[nodiscard]] Text text(const model::AliasReference& reference, const model::Type&,
                          const Json& value) const {
    return print(api_.aliases[reference.index].type, value);
  }
  [[nodiscard]] Text text(const model::Nullable& nullable, const model::Type&,
                          const Json& value) const {
    return value.is_null() ? Text("{}") : print(nullable.value, value);
  }
  [[nodiscard]] Text text(const model::List& list, const model::Type&, const Json& value) const {
    if (!value.is_array()) return std::nullopt;
    std::vector<std::string> items;
    for (const Json& item : value) {
      Text one = print(list.item, item);
      if (!one) return std::nullopt;
      items.push_back(*std::move(one));
    }
    return fmt::format("{{{}}}", fmt::join(items, ", "));
  }
  [[nodiscard]] Text text(const model::Map&, const model::Type&, const Json& value) const {
    return value.is_object() && value.empty() ? Text("{}") : std::nullopt;
  }
  [[nodiscard]] Text text(const model::Bytes&, const model::Type&, const Json& value) const {
    return value.is_string() && value.get<std::string>().empty() ? Text("{}") : std::nullopt;
  }

  const model::ApiModel& api_;
};

}  // namespace

std::optional<std::string> default_text(const model::ApiModel& api, const model::Field& field) {
  if (!field.default_value) return std::nullopt;
  return Printer(api).print(field.type, json_from_text(*field.default_value));
}

}  // namespace vgen::tool::emit
