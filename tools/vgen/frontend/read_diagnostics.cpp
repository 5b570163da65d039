#include "tools/vgen/frontend/read_diagnostics.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/explain_error.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::frontend {
namespace {

constexpr std::array<std::string_view, 5> builtin_headers = {"stddef.h", "stdarg.h", "limits.h",
                                                             "float.h", "stdint.h"};

/// The places that include each file, innermost first.
using IncludeStacks = std::map<std::string, std::vector<CXSourceLocation>>;

std::string file_name(CXFile file) {
  return file == nullptr ? "" : take_string(clang_getFileName(file));
}

IncludeStacks include_stacks(CXTranslationUnit unit) {
  IncludeStacks stacks;
  clang_getInclusions(
      unit,
      [](CXFile file, CXSourceLocation* stack, unsigned depth, CXClientData data) {
        static_cast<IncludeStacks*>(data)->try_emplace(file_name(file), stack, stack + depth);
      },
      &stacks);
  return stacks;
}

/// The diagnostics belong to the translation unit. Whenever their set or number is requested,
/// libclang makes them again and frees the earlier ones, so we request them once.
std::vector<CXDiagnostic> diagnostics_of(CXTranslationUnit unit, CXDiagnosticSeverity least) {
  std::vector<CXDiagnostic> found;
  const CXDiagnosticSet set = clang_getDiagnosticSetFromTU(unit);
  const unsigned count = clang_getNumDiagnosticsInSet(set);
  for (unsigned i = 0; i < count; ++i) {
    const CXDiagnostic diagnostic = clang_getDiagnosticInSet(set, i);
    if (clang_getDiagnosticSeverity(diagnostic) >= least) found.push_back(diagnostic);
  }
  return found;
}

bool is_error(CXDiagnostic diagnostic) {
  return clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
}

/// The source from the place of a diagnostic on.
std::string_view text_at(CXDiagnostic diagnostic, SourceFiles& files) {
  const Position place = position(clang_getDiagnosticLocation(diagnostic));
  if (place.file == nullptr) return {};
  const std::string_view text = files.text(place.file);
  return text.substr(std::min(place.offset, text.size()));
}

/// clang underlines several ranges. The one that begins at the place of the error is the most
/// useful.
SourceRange range_of(CXDiagnostic diagnostic, SourceFiles& files) {
  const CXSourceLocation location = clang_getDiagnosticLocation(diagnostic);
  const Position place = position(location);
  if (file_name(place.file) == main_file_name) return {};
  for (unsigned i = 0; i < clang_getDiagnosticNumRanges(diagnostic); ++i) {
    const CXSourceRange range = clang_getDiagnosticRange(diagnostic, i);
    if (position(clang_getRangeStart(range)).offset == place.offset) return files.range(range);
  }
  return files.word_range(location);
}

std::vector<Diagnostic::Note> child_notes(CXDiagnostic diagnostic, SourceFiles& files) {
  std::vector<Diagnostic::Note> notes;
  CXDiagnosticSet set = clang_getChildDiagnostics(diagnostic);  // owned by the diagnostic
  for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(set); ++i) {
    const CXDiagnostic note = clang_getDiagnosticInSet(set, i);
    std::string message = take_string(clang_getDiagnosticSpelling(note));
    if (message.starts_with("in file included from"))
      continue;  // without a place; see include_notes
    notes.push_back({.message = std::move(message), .range = range_of(note, files)});
  }
  return notes;
}

std::vector<Diagnostic::Note> include_notes(CXDiagnostic diagnostic, const IncludeStacks& stacks,
                                            SourceFiles& files) {
  std::vector<Diagnostic::Note> notes;
  const auto stack = stacks.find(file_name(position(clang_getDiagnosticLocation(diagnostic)).file));
  if (stack == stacks.end()) return notes;
  for (const CXSourceLocation& place : stack->second) {
    const Position includer = position(place);
    if (includer.file == nullptr || file_name(includer.file) == main_file_name) continue;
    SourceRange range = files.word_range(place);
    const std::string_view line = files.text(includer.file).substr(includer.offset);
    range.length = static_cast<unsigned>(
        std::max<std::size_t>(line.substr(0, line.find_first_of("\r\n")).size(), 1));
    notes.push_back({.message = "in file included from here", .range = range});
  }
  return notes;
}

}  // namespace

std::vector<Diagnostic> read_diagnostics(CXTranslationUnit unit, SourceFiles& files) {
  std::vector<CXDiagnostic> found = diagnostics_of(unit, CXDiagnostic_Warning);
  std::erase_if(found, [&](CXDiagnostic diagnostic) {
    return !is_error(diagnostic) && !files.is_under_root(clang_getDiagnosticLocation(diagnostic));
  });
  if (found.empty()) return {};
  std::vector<Diagnostic> result;
  const IncludeStacks stacks = include_stacks(unit);
  for (const CXDiagnostic source : found) {
    std::string message = take_string(clang_getDiagnosticSpelling(source));
    const SourceRange range = range_of(source, files);
    if (auto explained = explain_error(message, range, text_at(source, files))) {
      result.push_back(std::move(*explained));
      continue;
    }
    Diagnostic diagnostic{.severity = is_error(source) ? Severity::error : Severity::warning,
                          .code = "",
                          .message = std::move(message),
                          .range = range};
    diagnostic.notes = include_notes(source, stacks, files);
    std::ranges::move(child_notes(source, files), std::back_inserter(diagnostic.notes));
    result.push_back(std::move(diagnostic));
  }
  return result;
}

bool misses_builtin_headers(CXTranslationUnit unit) {
  return std::ranges::any_of(diagnostics_of(unit, CXDiagnostic_Error), [](CXDiagnostic error) {
    const std::string message = take_string(clang_getDiagnosticSpelling(error));
    return std::ranges::any_of(builtin_headers, [&](std::string_view header) {
      return message == "'" + std::string(header) + "' file not found";
    });
  });
}

}  // namespace vgen::tool::frontend
