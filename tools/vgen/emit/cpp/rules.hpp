#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// What the rules of an API refer to, as constants of the generated source, each definition once:
/// patterns, the rules of map keys, the discriminators of variants.
class CppConstants {
 public:
  struct Constant {
    std::string name;        ///< `slug_pattern`
    std::string type;        ///< `const vgen::json::Pattern`
    std::string definition;  ///< What follows the name: `(R"(^[a-z]+$)")`

    bool operator==(const Constant&) const = default;
  };

  /// The name of the constant for a pattern (ECMA-262). `wanted` (`Slug`) is used if the pattern is
  /// new and the name is free.
  std::string pattern(const std::string& text, const std::string& wanted);

  /// The same for the rule of a map's keys, given as `vgen::json::StringRule{…}` or
  /// `vgen::json::IntegerRule{…}`.
  std::string key_rule(const std::string& rule, const std::string& wanted);

  /// The name of the constant that holds a variant's discriminator and its values.
  std::string tags(const model::Variant& variant);

  /// The name of a constant for one of `cpp_forms`.
  std::string form(const std::string& expression, const std::string& wanted);

  [[nodiscard]] const std::vector<Constant>& list() const { return list_; }

 private:
  std::string name_of(const Constant& constant);

  std::vector<Constant> list_;
};

/// A value that is read: its type, and the limits that its field adds to those of the type's
/// aliases.
struct ReadValue {
  model::TypeIndex type = 0;
  model::Constraints constraints;
  std::string name;  ///< Of the field, to name constants by: `todo_title`.
};

/// The rule arguments of `json::read(in, value, rules…)`, outermost first, each as C++ text:
/// {"ArrayRule{.max_items = 8}", "StringRule{…}"}. Empty if nothing limits the value. `qualifier`
/// stands before the rule's name (`json::`).
std::vector<std::string> cpp_rules(const model::ApiModel& api, const ReadValue& value,
                                   const std::string& qualifier, CppConstants& constants);

/// The same for `json::write(out, value, forms…)`: only what changes the form on the wire.
std::vector<std::string> cpp_forms(const model::ApiModel& api, const ReadValue& value,
                                   const std::string& qualifier, CppConstants& constants);

}  // namespace vgen::tool::emit
