#pragma once

#include "tools/vgen/support/source_location.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool {

enum class Severity { warning, error };

/// `warning`
std::string_view severity_word(Severity severity);

/// One message for the author of a header, with a stable code and, if possible, a remedy.
struct Diagnostic {
  /// A line of context: where something else is declared, or how the place was reached.
  struct Note {
    std::string message{};
    SourceRange range{};  ///< `line` 0: a note without a place.

    bool operator==(const Note&) const = default;
  };

  Severity severity = Severity::error;
  std::string code{};  ///< `VG1104`; empty for the compiler's own diagnostics.
  std::string message{};
  SourceRange range{};
  std::vector<Note> notes{};
  std::string help{};  ///< How to correct it; empty if the message is enough.

  bool operator==(const Diagnostic&) const = default;
};

/// Collects the diagnostics of a run. Analysis continues after an error, so that all faults are
/// reported at once.
class Diagnostics {
 public:
  void report(Diagnostic diagnostic);

  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace vgen::tool
