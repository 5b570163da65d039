#include "tools/vgen/analysis/wiring/parse_path.hpp"

#include "tools/vgen/analysis/wiring/http_text.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using PathText = Written<frontend::StringValue>;

/// A part of a string literal. Literals with escapes are underlined as a whole, because their
/// characters have other places.
SourceRange range_in(const PathText& piece, std::size_t offset, std::size_t length) {
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

bool is_name(std::string_view text) {
  const auto is_name_character = [](char c) {
    return c == '_' || static_cast<unsigned char>(c) >= 0x80 || is_identifier({&c, 1}) ||
           (c >= '0' && c <= '9');
  };
  return !text.empty() && !(text.front() >= '0' && text.front() <= '9') &&
         std::ranges::all_of(text, is_name_character);
}

constexpr std::string_view dots = "...";
constexpr std::size_t max_parameters = 16;  // PathValues::capacity of the runtime

/// What to write instead of a parameter in the form of another framework.
std::string help_for_name(std::string_view name) {
  const auto end = std::ranges::find_if_not(name, [](char c) { return is_name({&c, 1}); });
  const std::string_view word(name.begin(), end);
  if (name.starts_with('*') || name.starts_with('+') || name.ends_with('*') ||
      name.ends_with('+') || name.ends_with(":path"))
    return "write {name...} at the end of the path to take its rest";
  if (!word.empty() && name[word.size()] == ':')
    return fmt::format("write {{{}}}: the type and the constraints of the member say what fits",
                       word);
  if (!word.empty() && name.ends_with('?'))
    return fmt::format(
        "write {{{}}}: nothing in a path can be absent; add another route without it", word);
  return "write the name of a member of the input: {name}";
}

class PathParser {
 public:
  explicit PathParser(Workspace& workspace) : workspace_(workspace) {}

  void parse(const PathText& piece, bool may_be_empty);
  ParsedPath path;
  bool is_well_formed = true;

 private:
  void refuse(const SourceRange& range, std::string message, std::string help);
  void warn_of_foreign_syntax(const PathText& piece, std::size_t begin, std::string_view segment);
  void parse_segment(const PathText& piece, std::size_t begin, std::string_view segment);
  bool parse_parts(const PathText& piece, std::size_t begin, std::string_view segment,
                   PathSegment& parsed);
  bool parse_text(const PathText& piece, std::size_t begin, std::string_view text);
  bool parse_parameter(const PathText& piece, std::size_t begin, std::string_view name);

  Workspace& workspace_;
};

void PathParser::refuse(const SourceRange& range, std::string message, std::string help) {
  is_well_formed = false;
  workspace_.report(make_diagnostic(Rule::path_syntax, range, std::move(message), std::move(help)));
}

/// `name` is what the braces hold.
bool PathParser::parse_parameter(const PathText& piece, std::size_t begin, std::string_view name) {
  const bool is_rest = name.ends_with(dots);
  if (is_rest) name.remove_suffix(dots.size());
  const SourceRange range = range_in(piece, begin, name.size());
  if (!is_name(name)) {
    refuse(range, fmt::format("'{{{}}}' is not a path parameter", name), help_for_name(name));
    return false;
  }
  if (path.parameters.size() == max_parameters) {
    refuse(range, fmt::format("a path can have {} parameters", max_parameters),
           "read the others from the query or from the body");
    return false;
  }
  const auto first = std::ranges::find(path.parameters, name, &PathParameter::name);
  if (first == path.parameters.end()) {
    path.parameters.push_back({.name = std::string(name), .range = range, .is_rest = is_rest});
    return true;
  }
  is_well_formed = false;
  workspace_.report(
      with_note(make_diagnostic(Rule::repeated_path_parameter, range,
                                fmt::format("path parameter '{}' is used twice", name),
                                "give each parameter the name of a different member"),
                "the first one is here", first->range));
  return false;
}

/// `:id` of Express, `*rest` of others.
void PathParser::warn_of_foreign_syntax(const PathText& piece, std::size_t begin,
                                        std::string_view segment) {
  const std::string_view name = segment.substr(1);
  const bool is_word = is_identifier(name);
  const bool is_rest = segment.front() == '*' && (name.empty() || name == "*" || is_word);
  if (!is_rest && !(segment.front() == ':' && is_word)) return;
  workspace_.report(make_diagnostic(
      Rule::foreign_path_syntax, range_in(piece, begin, segment.size()),
      fmt::format("'{}' is text of the path, not a parameter", segment),
      is_rest
          ? fmt::format("write '{{{}...}}' to take the rest of the path", is_word ? name : "name")
          : fmt::format("write '{{{}}}' to read a member from the path", name)));
}

bool PathParser::parse_text(const PathText& piece, std::size_t begin, std::string_view text) {
  const auto wrong = std::ranges::find_if_not(text, is_path_character);
  if (wrong != text.end()) {
    const auto offset = begin + static_cast<std::size_t>(wrong - text.begin());
    const std::string_view character = first_character(std::string_view(wrong, text.end()));
    if (character == "}") {
      refuse(range_in(piece, offset, 1), "no '{' begins this path parameter",
             "a parameter is a name in braces: {name}");
    } else {
      refuse(range_in(piece, offset, character.size()),
             fmt::format("'{}' is not allowed in a path", character),
             "query parameters are members of the input, not part of the path; "
             "percent-encode other characters");
    }
    return false;
  }
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (percent_decoded(text.substr(at, 3)).size() == 1 && text.size() - at > 2) continue;
    refuse(range_in(piece, begin + at, 1), "'%' needs two hexadecimal digits behind it",
           "write %25 for a percent sign");
    return false;
  }
  return true;
}

/// Splits a segment into text and parameters: `v{major}.{minor}`.
bool PathParser::parse_parts(const PathText& piece, std::size_t begin, std::string_view segment,
                             PathSegment& parsed) {
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = std::min(segment.find('{', at), segment.size());
    const std::string_view text = segment.substr(at, open - at);
    if (!parse_text(piece, begin + at, text)) return false;
    parsed.texts.push_back(percent_decoded(text));
    if (open == segment.size()) return true;
    if (at > 0 && text.empty()) {
      refuse(range_in(piece, begin + open, segment.find('}', open) + 1 - open),
             "two path parameters have no text between them",
             "put text or a '/' between them: nothing else says where the first one ends");
      return false;
    }
    const std::size_t close = segment.find('}', open);
    if (close == std::string_view::npos) {
      refuse(range_in(piece, begin + open, segment.size() - open),
             "no '}' ends this path parameter", "a parameter is a name in braces: {name}");
      return false;
    }
    if (!parse_parameter(piece, begin + open + 1, segment.substr(open + 1, close - open - 1)))
      return false;
    at = close + 1;
  }
}

void PathParser::parse_segment(const PathText& piece, std::size_t begin, std::string_view segment) {
  if (segment.empty())
    return refuse(range_in(piece, begin == 0 ? 0 : begin - 1, 1),
                  "a path cannot have an empty segment", "remove this '/'");
  PathSegment parsed;
  if (!parse_parts(piece, begin, segment, parsed)) return;
  const bool is_whole =
      parsed.texts.size() == 2 && segment.starts_with('{') && segment.ends_with('}');
  const bool has_rest = segment.find("...}") != std::string_view::npos;
  if (has_rest && !is_whole) {
    return refuse(range_in(piece, begin, segment.size()),
                  "a parameter that takes the rest of the path is a whole segment",
                  "put the text beside it into another segment");
  }
  if (!path.segments.empty() && path.segments.back().kind == SegmentKind::rest) {
    return refuse(range_in(piece, begin, segment.size()),
                  fmt::format("nothing can follow '{{{}...}}', which takes the rest of the path",
                              path.parameters[path.parameters.size() - parsed.texts.size()].name),
                  "remove the dots, or put this segment before it");
  }
  if (parsed.texts.size() == 1) {
    warn_of_foreign_syntax(piece, begin, segment);
    if (path.first_segment.empty()) path.first_segment = segment;
  } else if (is_whole) {
    parsed.kind = has_rest ? SegmentKind::rest : SegmentKind::parameter;
  } else {
    parsed.kind = SegmentKind::mixed;
  }
  path.segments.push_back(std::move(parsed));
}

/// A path of a group may be empty, and so may the group's prefix.
void PathParser::parse(const PathText& piece, bool may_be_empty) {
  const std::string_view text = piece.value.text;
  if (text.empty() && may_be_empty) return;
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
  const auto is_empty = [](const std::optional<PathText>& piece) {
    return !piece || piece->value.text.empty();
  };
  if (route.prefix) parser.parse(*route.prefix, true);
  if (route.path) parser.parse(*route.path, !is_empty(route.prefix));
  parser.path.text = path_text(route);
  return parser.is_well_formed ? std::optional(parser.path) : std::nullopt;
}

}  // namespace vgen::tool::analysis
