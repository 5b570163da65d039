#include "tools/vgen/analysis/wiring/parse_path.hpp"

#include "tools/vgen/analysis/wiring/http_text.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using Piece = Written<frontend::StringValue>;

/// A part of a string literal. Literals with escapes are underlined as a whole, because their
/// characters have other places.
SourceRange range_in(const Piece& piece, std::size_t offset, std::size_t length) {
  if (!piece.value.is_plain) return piece.range;
  SourceRange range = piece.range;
  range.column += static_cast<unsigned>(1 + offset);
  range.length = std::max(1U, static_cast<unsigned>(length));
  return range;
}

/// pchar of RFC 3986, section 3.3
bool is_path_character(char c) {
  static constexpr std::string_view others = "-._~!$&'()*+,;=:@%";
  const bool is_alphanumeric =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_alphanumeric || others.find(c) != std::string_view::npos;
}

/// A character of UTF-8 with all of its bytes.
std::string_view first_character(std::string_view text) {
  const auto is_continuation = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
  };
  std::size_t length = 1;
  while (length < text.size() && is_continuation(text[length])) ++length;
  return text.substr(0, length);
}

class PathParser {
 public:
  explicit PathParser(Workspace& workspace) : workspace_(workspace) {}

  void parse(const Piece& piece);
  ParsedPath path;
  bool is_well_formed = true;

 private:
  void refuse(const SourceRange& range, std::string message, std::string help);
  void warn_of_foreign_syntax(const Piece& piece, std::size_t begin, std::string_view segment);
  void parse_segment(const Piece& piece, std::size_t begin, std::string_view segment);
  void parse_parameter(const Piece& piece, std::size_t begin, std::string_view name);

  Workspace& workspace_;
};

void PathParser::refuse(const SourceRange& range, std::string message, std::string help) {
  is_well_formed = false;
  workspace_.report(make_diagnostic(Rule::path_syntax, range, std::move(message), std::move(help)));
}

void PathParser::parse_parameter(const Piece& piece, std::size_t begin, std::string_view name) {
  path.shape += "/{}";
  const SourceRange range = range_in(piece, begin, name.size());
  const auto first = std::ranges::find(path.parameters, name, &PathParameter::name);
  if (first == path.parameters.end()) {
    path.parameters.push_back({.name = std::string(name), .range = range});
    return;
  }
  is_well_formed = false;
  workspace_.report(
      with_note(make_diagnostic(Rule::repeated_path_parameter, range,
                                fmt::format("path parameter '{}' is used twice", name),
                                "give each parameter the name of a different member"),
                "the first one is here", first->range));
}

/// `:id` of Express, `*rest` of others.
void PathParser::warn_of_foreign_syntax(const Piece& piece, std::size_t begin,
                                        std::string_view segment) {
  const std::string_view name = segment.substr(1);
  const bool is_word = is_identifier(name);
  const bool is_rest = segment.front() == '*' && (name.empty() || name == "*" || is_word);
  if (!is_rest && !(segment.front() == ':' && is_word)) return;
  workspace_.report(make_diagnostic(
      Rule::foreign_path_syntax, range_in(piece, begin, segment.size()),
      fmt::format("'{}' is text of the path, not a parameter", segment),
      fmt::format("write '{{{}}}' to read a member from the path", is_word ? name : "name")));
}

void PathParser::parse_segment(const Piece& piece, std::size_t begin, std::string_view segment) {
  if (segment.empty())
    return refuse(range_in(piece, begin == 0 ? 0 : begin - 1, 1),
                  "a path cannot have an empty segment", "remove this '/'");
  const bool is_parameter =
      segment.size() > 2 && segment.front() == '{' && segment.find('}') == segment.size() - 1;
  if (is_parameter) return parse_parameter(piece, begin + 1, segment.substr(1, segment.size() - 2));
  if (segment.find_first_of("{}") != std::string_view::npos) {
    return refuse(range_in(piece, begin, segment.size()),
                  "a path parameter must be a name in braces and fill its whole segment",
                  "put the text beside it into another segment");
  }
  const auto* wrong = std::ranges::find_if_not(segment, is_path_character);
  if (wrong != segment.end()) {
    const auto offset = begin + static_cast<std::size_t>(wrong - segment.begin());
    const std::string_view character = first_character(std::string_view(wrong, segment.end()));
    return refuse(range_in(piece, offset, character.size()),
                  fmt::format("'{}' is not allowed in a path", character),
                  "query parameters are members of the input, not part of the path; "
                  "percent-encode other characters");
  }
  warn_of_foreign_syntax(piece, begin, segment);
  path.shape += fmt::format("/{}", segment);
  if (path.first_segment.empty()) path.first_segment = segment;
}

void PathParser::parse(const Piece& piece) {
  const std::string_view text = piece.value.text;
  if (!text.starts_with('/'))
    return refuse(piece.range, "a path must begin with '/'", fmt::format("write \"/{}\"", text));
  if (text == "/") return;
  std::size_t begin = 1;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    parse_segment(piece, begin, text.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace

std::optional<ParsedPath> parse_path(Workspace& workspace, const WrittenHttpRoute& route) {
  PathParser parser(workspace);
  for (const std::optional<Piece>& piece : {route.prefix, route.path}) {
    if (piece) parser.parse(*piece);
  }
  parser.path.text = path_text(route);
  if (parser.path.shape.empty()) parser.path.shape = "/";
  return parser.is_well_formed ? std::optional(parser.path) : std::nullopt;
}

}  // namespace vgen::tool::analysis
