#include "tools/vgen/frontend/read_comment.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {
namespace {

constexpr std::string_view blanks = " \t\r";

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The offset where a declaration begins, including the attributes before it, which clang leaves
/// out: `[[deprecated]] int x;`.
std::size_t begin_with_attributes(std::string_view source, std::size_t begin) {
  while (true) {
    std::size_t end = begin;
    while (end > 0 && is_blank(source.substr(end - 1, 1))) --end;
    if (!source.substr(0, end).ends_with("]]")) return begin;
    const std::size_t open = source.rfind("[[", end);
    if (open == std::string_view::npos) return begin;
    begin = open;
  }
}

/// Cuts a comment into lines without decoration.
class CommentText {
 public:
  CommentText(const std::string& file, std::string_view source) : file_(file), source_(source) {}

  void add(const SourceComment& comment, DeclaredComment& lines) {
    const bool is_block = source_[comment.begin + 1] == '*';
    const std::size_t begin = comment.begin + (comment.kind == SourceComment::Kind::behind ? 4 : 3);
    const std::size_t end = is_block ? comment.end - 2 : comment.end;
    std::vector<Extent> extents = split(begin, end);
    const std::span<Extent> further = std::span(extents).subspan(1);
    skip_blank(extents.front());
    if (is_block && has_stars(further)) {
      for (Extent& line : further) skip_star(line);
    } else if (is_block) {
      skip_common_blanks(further);
    }
    DeclaredComment block;
    for (const Extent& line : extents) block.push_back(content(line));
    if (is_block) trim(block);
    lines.insert(lines.end(), block.begin(), block.end());
  }

  /// The place of a part of the source.
  [[nodiscard]] SourceRange range(std::size_t begin, std::size_t end) {
    const std::string_view before = source_.substr(0, begin);
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
    return {.file = file_,
            .line = static_cast<unsigned>(line_of(begin)),
            .column = static_cast<unsigned>(begin - line_begin + 1),
            .length = static_cast<unsigned>(std::max<std::size_t>(end - begin, 1))};
  }

 private:
  /// A line in the source: offsets.
  struct Extent {
    std::size_t begin;
    std::size_t end;
  };

  /// The lines between two offsets, without blanks at their ends. There is at least one.
  [[nodiscard]] std::vector<Extent> split(std::size_t begin, std::size_t end) const {
    std::vector<Extent> lines;
    while (begin <= end) {
      const std::size_t line_end = std::min(source_.find('\n', begin), end);
      std::size_t trimmed = line_end;
      while (trimmed > begin && blanks.find(source_[trimmed - 1]) != std::string_view::npos)
        --trimmed;
      lines.push_back({.begin = begin, .end = trimmed});
      begin = line_end + 1;
    }
    return lines;
  }

  [[nodiscard]] std::size_t count_blanks(const Extent& line) const {
    std::size_t at = line.begin;
    while (at < line.end && blanks.find(source_[at]) != std::string_view::npos) ++at;
    return at - line.begin;
  }

  /// Whether `*` before the lines of a block is a decoration: the first of them has it. Else it is
  /// the mark of a list.
  [[nodiscard]] bool has_stars(std::span<const Extent> lines) const {
    const auto has_text = [](const Extent& line) { return line.begin < line.end; };
    const auto first = std::ranges::find_if(lines, has_text);
    return first != lines.end() && source_[first->begin + count_blanks(*first)] == '*';
  }

  /// The blank between a decoration and its text.
  void skip_blank(Extent& line) const {
    if (line.begin < line.end && source_[line.begin] == ' ') ++line.begin;
  }

  void skip_star(Extent& line) const {
    line.begin += count_blanks(line);
    if (line.begin == line.end || source_[line.begin] != '*') return;
    ++line.begin;
    skip_blank(line);
  }

  /// Lines without stars are indented against each other, not against the margin.
  void skip_common_blanks(std::span<Extent> lines) const {
    std::size_t common = std::string_view::npos;
    for (const Extent& line : lines)
      if (line.begin < line.end) common = std::min(common, count_blanks(line));
    for (Extent& line : lines)
      if (line.begin < line.end) line.begin += common;
  }

  [[nodiscard]] CommentLine content(const Extent& line) {
    return {.text = std::string(source_.substr(line.begin, line.end - line.begin)),
            .range = range(line.begin, line.end)};
  }

  /// Counts from the last asked offset on, because a long comment asks for each of its lines.
  std::size_t line_of(std::size_t offset) {
    if (offset < counted_) counted_ = lines_ = 0;
    lines_ += count_lines(source_.substr(counted_, offset - counted_));
    counted_ = offset;
    return lines_ + 1;
  }

  /// The first and the last line of a block often contain only its delimiters.
  static void trim(DeclaredComment& block) {
    while (!block.empty() && block.back().text.empty()) block.pop_back();
    while (!block.empty() && block.front().text.empty()) block.erase(block.begin());
  }

  const std::string& file_;
  std::string_view source_;
  std::size_t counted_ = 0;  ///< The offset up to which `lines_` are counted.
  std::size_t lines_ = 0;
};

/// The documentation right before `begin`, first line first. Plain comments in between (`//
/// NOLINT`) are skipped.
std::vector<SourceComment> comments_before(std::string_view source,
                                           const std::vector<SourceComment>& comments,
                                           std::size_t begin) {
  std::vector<SourceComment> found;
  auto next = std::ranges::upper_bound(comments, begin, {}, &SourceComment::end);
  while (next != comments.begin()) {
    const SourceComment& comment = *--next;
    const std::string_view gap = source.substr(comment.end, begin - comment.end);
    const std::size_t lines = count_lines(gap);
    const bool belongs_to_code_before = !comment.starts_line && lines > 0;
    if (!is_blank(gap) || lines > 1 || comment.kind == SourceComment::Kind::behind ||
        belongs_to_code_before)
      break;
    if (comment.kind == SourceComment::Kind::before) found.insert(found.begin(), comment);
    begin = comment.begin;
  }
  return found;
}

/// The documentation after `end` on the same line, and its continuation on the next lines.
std::vector<SourceComment> comments_behind(std::string_view source,
                                           const std::vector<SourceComment>& comments,
                                           std::size_t end) {
  std::vector<SourceComment> found;
  for (auto next = std::ranges::lower_bound(comments, end, {}, &SourceComment::begin);
       next != comments.end(); ++next) {
    const std::string_view gap = source.substr(end, next->begin - end);
    const bool is_adjacent = found.empty()
                                 ? gap.find_first_not_of(" \t;,") == std::string_view::npos
                                 : is_blank(gap) && count_lines(gap) == 1;
    if (!is_adjacent || next->kind == SourceComment::Kind::before) break;
    if (next->kind == SourceComment::Kind::behind) found.push_back(*next);
    end = next->end;
  }
  return found;
}

/// The documentation that is the last thing on the line of a declaration, without the `<` that
/// would make it the declaration's own. Null if there is none.
const SourceComment* stray_behind(std::string_view source,
                                  const std::vector<SourceComment>& comments, std::size_t end) {
  const auto next = std::ranges::lower_bound(comments, end, {}, &SourceComment::begin);
  if (next == comments.end() || next->kind != SourceComment::Kind::before) return nullptr;
  const std::string_view gap = source.substr(end, next->begin - end);
  if (gap.find_first_not_of(" \t;,") != std::string_view::npos) return nullptr;
  const std::size_t line_end = std::min(source.find('\n', next->end), source.size());
  return is_blank(source.substr(next->end, line_end - next->end)) ? &*next : nullptr;
}

}  // namespace

DeclaredComment read_comment(ReadContext& context, CXCursor declaration) {
  const CXSourceRange extent = clang_getCursorExtent(declaration);
  const Position begin = position(clang_getRangeStart(extent));
  const Position end = position(clang_getRangeEnd(extent));
  if (begin.file == nullptr || !clang_File_isEqual(begin.file, end.file)) return {};

  SourceFiles& files = context.files;
  const std::string_view source = files.text(begin.file);
  const std::vector<SourceComment>& comments = files.comments(begin.file);
  CommentText text(files.name(begin.file), source);
  DeclaredComment lines;
  for (const SourceComment& comment :
       comments_before(source, comments, begin_with_attributes(source, begin.offset)))
    text.add(comment, lines);
  for (const SourceComment& comment : comments_behind(source, comments, end.offset))
    text.add(comment, lines);
  if (const SourceComment* stray = stray_behind(source, comments, end.offset)) {
    StrayComment found{.mark = std::string(source.substr(stray->begin, 3)),
                       .range = text.range(stray->begin, stray->begin + 3)};
    // A template is read once for each of its instances.
    if (std::ranges::find(context.stray_comments, found) == context.stray_comments.end())
      context.stray_comments.push_back(std::move(found));
  }
  return lines;
}

}  // namespace vgen::tool::frontend
