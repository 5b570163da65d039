#include <vgen/json/pattern.hpp>

#include "ecma_pattern.hpp"

#include <re2/re2.h>

#include <stdexcept>

namespace vgen::json {

namespace {

RE2::Options options() {
  RE2::Options options;  // UTF-8, Perl syntax
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(const std::string& expression) : regex(expression, options()) {}
  RE2 regex;
};

Pattern::Pattern(std::string_view expression) : text_(expression) {
  std::string translated;
  if (const std::string error = detail::translate_ecma_pattern(expression, translated);
      !error.empty())
    throw std::invalid_argument(error);
  compiled_ = std::make_unique<const Compiled>(translated);
  if (!compiled_->regex.ok())
    throw std::invalid_argument("the pattern " + text_ +
                                " cannot be used: " + compiled_->regex.error());
}

Pattern::~Pattern() = default;

bool Pattern::matches(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->regex);
}

std::optional<std::string> Pattern::check(std::string_view expression) {
  std::string translated;
  if (std::string error = detail::translate_ecma_pattern(expression, translated); !error.empty())
    return error;
  const RE2 regex(translated, options());
  if (regex.ok()) return std::nullopt;
  return regex.error();
}

}  // namespace vgen::json
