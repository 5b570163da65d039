#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// What changes the form of a value on the wire, as C++ text.
struct CppForm {
  std::string text;          ///< `json::as_digits`, `json::each(…)`
  bool is_constant = false;  ///< It is the name of a constant, not an expression.

  bool operator==(const CppForm&) const = default;
};

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

  /// The same for the rule of a map's keys: `vgen::json::StringRule` and `{.max_length = 30}`.
  std::string key_rule(const std::string& type, const std::string& initializer,
                       const std::string& wanted);

  /// The name of the constant that holds a variant's discriminator and its values.
  std::string tags(const model::Variant& variant);

  /// The name of a constant for a form: its own, or that of a new one.
  std::string form(const CppForm& form, const std::string& wanted);

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
std::vector<CppForm> cpp_forms(const model::ApiModel& api, const ReadValue& value,
                               const std::string& qualifier, CppConstants& constants);

}  // namespace vgen::tool::emit
