#include "tools/vgen/support/diagnostic.hpp"

#include <algorithm>
#include <utility>

namespace vgen::tool {

std::string_view severity_word(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

void Diagnostics::report(Diagnostic diagnostic) {
  list_.push_back(std::move(diagnostic));
}

bool Diagnostics::has_errors() const {
  return std::ranges::any_of(
      list_, [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

}  // namespace vgen::tool
