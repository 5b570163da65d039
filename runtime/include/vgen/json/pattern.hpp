/// Regular expressions of JSON Schema.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::json {

/// A compiled ECMA-262 regular expression (dialect of the `u` flag, as JSON Schema 2020-12
/// section 6.4 recommends). It is not anchored: it matches anywhere in the text. It runs in linear
/// time on any text (RE2), so a client cannot block the server with it; therefore lookaround and
/// backreferences are not supported. Immutable: threads may share one.
class Pattern {
 public:
  /// Compiles the expression. Generated code holds only expressions that passed `check`; any other
  /// expression throws std::invalid_argument.
  explicit Pattern(std::string_view expression);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// Whether the expression matches somewhere in the text (valid UTF-8).
  [[nodiscard]] bool matches(std::string_view text) const;

  /// The original expression.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// The reason why an expression cannot be used, as a sentence for its author; nothing if it can.
  [[nodiscard]] static std::optional<std::string> check(std::string_view expression);

 private:
  struct Compiled;
  std::string text_;
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace vgen::json
