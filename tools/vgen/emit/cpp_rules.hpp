#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::emit {

/// The patterns of an API as constants of the generated source, each text once.
class CppPatterns {
 public:
  struct Pattern {
    std::string name;  ///< `slug_pattern`
    std::string text;  ///< ECMA-262

    bool operator==(const Pattern&) const = default;
  };

  /// The constant's name for a pattern; `wanted` (`slug`) is used if the pattern is new and the name is free.
  std::string name_of(const std::string& text, const std::string& wanted);

  [[nodiscard]] const std::vector<Pattern>& list() const { return list_; }

 private:
  std::vector<Pattern> list_;
};

/// A value that is read: its type, and the limits that its field adds to those of the type's aliases.
struct ReadValue {
  model::TypeIndex type = 0;
  model::Constraints constraints;
  std::string name;  ///< Of the field, to name a pattern by: `todo_title`.
};

/// The rule arguments of `json::read(in, value, rules…)`, outermost first, each as C++ text: {"ArrayRule{.max_items = 8}", "StringRule{…}"}.
/// Empty if nothing limits the value. `qualifier` stands before the rule's name (`json::`).
std::vector<std::string> cpp_rules(const model::ApiModel& api, const ReadValue& value, const std::string& qualifier, CppPatterns& patterns);

}  // namespace vgen::emit
