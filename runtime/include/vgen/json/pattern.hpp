/// Regular expressions of JSON Schema.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::json {

/// A compiled ECMA-262 regular expression (dialect of the `u` flag, as JSON Schema 2020-12
/// section 6.4 recommends). It is not anchored: it matches if it is found anywhere. Runs in linear
/// time on any text (RE2), so a client cannot stall the server with it; the price is that
/// lookaround and backreferences do not exist. Immutable: share one between threads.
class Pattern {
 public:
  /// Compiles the expression. Generated code only holds expressions that passed `check`; any other
  /// one throws std::invalid_argument.
  explicit Pattern(std::string_view expression);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// Whether the expression is found in the text (valid UTF-8).
  [[nodiscard]] bool matches(std::string_view text) const;

  /// The expression as it was given.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// Why an expression cannot be used, as a sentence for its author; nothing if it can.
  [[nodiscard]] static std::optional<std::string> check(std::string_view expression);

 private:
  struct Compiled;
  std::string text_;
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace vgen::json
