#include "tools/vgen/support/render_diagnostics.hpp"

#include "tools/vgen/support/rules.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <tuple>

namespace vgen::tool {
namespace {

// -------------------------------------------------------------------------------------------------
// Text

std::string place(const SourceRange& range) {
  if (range.file.empty()) return "vgen: ";
  if (range.line == 0) return range.file + ": ";
  return fmt::format("{}:{}:{}: ", range.file, range.line, range.column);
}

bool is_continuation_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The text before the caret. Tabs stay tabs, so that the caret is below its character at any tab
/// width.
std::string indentation(std::string_view before) {
  std::string text;
  for (const char c : before) {
    if (is_continuation_byte(c)) continue;  // one column per code point
    text += c == '\t' ? '\t' : ' ';
  }
  return text;
}

std::string snippet(const SourceRange& range, SourceFiles& files) {
  const std::optional<std::string_view> line =
      range.line == 0 ? std::nullopt : files.line(range.file, range.line);
  if (!line || range.column == 0 || range.column > line->size() + 1) return {};
  const std::string_view before = line->substr(0, range.column - 1);
  const std::string_view underlined = line->substr(before.size(), std::max(1U, range.length));
  const auto width = static_cast<std::size_t>(
      std::ranges::count_if(underlined, [](char c) { return !is_continuation_byte(c); }));
  const std::string waves(width > 1 ? width - 1 : 0, '~');
  return fmt::format("{:>5} | {}\n      | {}^{}\n", range.line, *line, indentation(before), waves);
}

std::string count(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

std::string totals(const std::vector<Diagnostic>& diagnostics) {
  const auto errors = static_cast<std::size_t>(
      std::ranges::count(diagnostics, Severity::error, &Diagnostic::severity));
  const std::size_t warnings = diagnostics.size() - errors;
  if (warnings == 0) return count(errors, "error") + "\n";
  if (errors == 0) return count(warnings, "warning") + "\n";
  return fmt::format("{}, {}\n", count(errors, "error"), count(warnings, "warning"));
}

std::string render_one(const Diagnostic& diagnostic, SourceFiles& files) {
  const std::string code = diagnostic.code.empty() ? "" : fmt::format("[{}] ", diagnostic.code);
  std::string text = fmt::format("{}{}: {}{}\n", place(diagnostic.range),
                                 severity_word(diagnostic.severity), code, diagnostic.message);
  text += snippet(diagnostic.range, files);
  for (const Diagnostic::Note& note : diagnostic.notes) {
    text +=
        fmt::format("{}note: {}\n", note.range.line == 0 ? "" : place(note.range), note.message);
    text += snippet(note.range, files);
  }
  if (!diagnostic.help.empty()) text += fmt::format("help: {}\n", diagnostic.help);
  return text;
}

// -------------------------------------------------------------------------------------------------
// JSON

/// Bytes that are not UTF-8 (from headers in another encoding) become U+FFFD.
std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_place(const SourceRange& range) {
  return fmt::format(R"("file": {}, "line": {}, "column": {}, "length": {})",
                     json_string(range.file), range.line, range.column, range.length);
}

std::string json_notes(const std::vector<Diagnostic::Note>& notes) {
  std::string text;
  for (const Diagnostic::Note& note : notes) {
    if (!text.empty()) text += ", ";
    text +=
        fmt::format(R"({{"message": {}, {}}})", json_string(note.message), json_place(note.range));
  }
  return "[" + text + "]";
}

// -------------------------------------------------------------------------------------------------
// GitHub

/// Workflow commands end at a line break. Properties also end at `:` and `,`.
std::string github_escaped(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','))) {
      escaped += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string github_title(const Diagnostic& diagnostic) {
  const std::vector<RuleInformation> rules = all_rules();
  const auto rule = std::ranges::find(rules, diagnostic.code, &RuleInformation::code);
  return rule == rules.end() ? "C++" : fmt::format("{} {}", rule->code, rule->title);
}

std::string github_message(const Diagnostic& diagnostic) {
  std::string message = diagnostic.message;
  for (const Diagnostic::Note& note : diagnostic.notes)
    message += fmt::format("\nnote: {}", note.message);
  if (!diagnostic.help.empty()) message += fmt::format("\nhelp: {}", diagnostic.help);
  return github_escaped(message, false);
}

}  // namespace

std::vector<Diagnostic> sorted(std::vector<Diagnostic> diagnostics) {
  const auto order = [](const Diagnostic& one, const Diagnostic& other) {
    return std::tie(one.range.file, one.range.line, one.range.column) <
           std::tie(other.range.file, other.range.line, other.range.column);
  };
  std::ranges::stable_sort(diagnostics, order);
  std::vector<Diagnostic> unique;
  for (Diagnostic& diagnostic : diagnostics) {
    if (std::ranges::find(unique, diagnostic) == unique.end())
      unique.push_back(std::move(diagnostic));
  }
  return unique;
}

std::string render_text(const std::vector<Diagnostic>& diagnostics, SourceFiles& files) {
  const std::vector<Diagnostic> list = sorted(diagnostics);
  if (list.empty()) return {};
  std::string text;
  for (const Diagnostic& diagnostic : list) text += render_one(diagnostic, files);
  return text + totals(list);
}

std::string render_text(const std::vector<Diagnostic>& diagnostics) {
  SourceFiles files;
  return render_text(diagnostics, files);
}

std::string render_json(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : sorted(diagnostics)) {
    if (!text.empty()) text += ",\n ";
    text += fmt::format(
        R"({{"severity": "{}", "code": {}, "message": {}, {}, "notes": {}, "help": {}}})",
        severity_word(diagnostic.severity), json_string(diagnostic.code),
        json_string(diagnostic.message), json_place(diagnostic.range), json_notes(diagnostic.notes),
        json_string(diagnostic.help));
  }
  return "[" + text + "]\n";
}

std::string render_github(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : sorted(diagnostics)) {
    const SourceRange& range = diagnostic.range;
    std::string properties = "title=" + github_escaped(github_title(diagnostic), true);
    if (range.line != 0) {
      properties =
          fmt::format("file={},line={},col={},endColumn={},{}", github_escaped(range.file, true),
                      range.line, range.column, range.column + range.length, properties);
    }
    text += fmt::format("::{} {}::{}\n", severity_word(diagnostic.severity), properties,
                        github_message(diagnostic));
  }
  return text;
}

}  // namespace vgen::tool
