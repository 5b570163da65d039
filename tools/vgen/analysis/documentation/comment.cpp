#include "tools/vgen/analysis/documentation/comment.hpp"

#include "tools/vgen/model/constraint.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace vgen::tool::analysis {
namespace {

using frontend::CommentLine;
using frontend::DeclaredComment;

struct TagName {
  std::string_view name;
  TagArgument argument;
};

constexpr TagName annotations[] = {
    {"example", TagArgument::line},   {"deprecated", TagArgument::line},
    {"title", TagArgument::line},     {"readOnly", TagArgument::none},
    {"writeOnly", TagArgument::none}, {"rename", TagArgument::word},
    {"wire", TagArgument::word},      {"discriminator", TagArgument::word},
    {"untagged", TagArgument::none},  {"pii", TagArgument::none},
    {"sunset", TagArgument::word},    {"additionalProperties", TagArgument::none},
};

struct ArgumentOf {
  TagArgument operator()(model::NumberLimit) const { return TagArgument::number; }
  TagArgument operator()(model::CountLimit) const { return TagArgument::count; }
  TagArgument operator()(model::PatternLimit) const { return TagArgument::line; }
  TagArgument operator()(model::FormatLimit) const { return TagArgument::word; }
  TagArgument operator()(model::FlagLimit) const { return TagArgument::none; }
};

const std::vector<TagName>& all_tags() {
  static const std::vector<TagName> tags = [] {
    std::vector<TagName> list;
    for (const model::ConstraintTag& tag : model::constraint_tags)
      list.push_back({tag.name, std::visit(ArgumentOf{}, tag.limit)});
    list.insert(list.end(), std::begin(annotations), std::end(annotations));
    return list;
  }();
  return tags;
}

/// What becomes of a Doxygen command. The text behind it stays.
enum class Doxygen {
  strip,      ///< The command goes.
  label,      ///< The command becomes words: `@note` → `Note:`.
  code,       ///< The next word goes into backticks.
  drop_word,  ///< The command goes with its word.
  drop_line,  ///< The command goes with the rest of its line.
  parameter,  ///< `@param name text` is kept aside.
  begin_code,
  end_code,
};

struct DoxygenCommand {
  std::string_view name;
  Doxygen effect;
  std::string_view label = {};
};

constexpr DoxygenCommand doxygen_table[] = {
    {"brief", Doxygen::strip},
    {"short", Doxygen::strip},
    {"details", Doxygen::strip},
    {"b", Doxygen::strip},
    {"e", Doxygen::strip},
    {"em", Doxygen::strip},
    {"a", Doxygen::code},
    {"c", Doxygen::code},
    {"p", Doxygen::code},
    {"ref", Doxygen::code},
    {"li", Doxygen::label, "-"},
    {"arg", Doxygen::label, "-"},
    {"n", Doxygen::strip},
    {"par", Doxygen::strip},
    {"note", Doxygen::label, "Note:"},
    {"warning", Doxygen::label, "Warning:"},
    {"attention", Doxygen::label, "Attention:"},
    {"remark", Doxygen::label, "Remark:"},
    {"remarks", Doxygen::label, "Remark:"},
    {"see", Doxygen::label, "See"},
    {"sa", Doxygen::label, "See"},
    {"return", Doxygen::label, "Returns"},
    {"returns", Doxygen::label, "Returns"},
    {"result", Doxygen::label, "Returns"},
    {"retval", Doxygen::label, "Returns"},
    {"throw", Doxygen::label, "Throws"},
    {"throws", Doxygen::label, "Throws"},
    {"exception", Doxygen::label, "Throws"},
    {"pre", Doxygen::label, "Precondition:"},
    {"post", Doxygen::label, "Postcondition:"},
    {"invariant", Doxygen::label, "Invariant:"},
    {"since", Doxygen::label, "Since"},
    {"todo", Doxygen::drop_line},
    {"bug", Doxygen::drop_line},
    {"test", Doxygen::drop_line},
    {"author", Doxygen::drop_line},
    {"authors", Doxygen::drop_line},
    {"version", Doxygen::drop_line},
    {"date", Doxygen::drop_line},
    {"copyright", Doxygen::drop_line},
    {"file", Doxygen::drop_line},
    {"ingroup", Doxygen::drop_line},
    {"addtogroup", Doxygen::drop_line},
    {"defgroup", Doxygen::drop_line},
    {"name", Doxygen::drop_line},
    {"copydoc", Doxygen::drop_line},
    {"copybrief", Doxygen::drop_line},
    {"image", Doxygen::drop_line},
    {"include", Doxygen::drop_line},
    {"snippet", Doxygen::drop_line},
    {"relates", Doxygen::drop_line},
    {"related", Doxygen::drop_line},
    {"anchor", Doxygen::drop_word},
    {"internal", Doxygen::strip},
    {"endinternal", Doxygen::strip},
    {"cond", Doxygen::drop_line},
    {"endcond", Doxygen::drop_line},
    {"if", Doxygen::drop_word},
    {"ifnot", Doxygen::drop_word},
    {"else", Doxygen::strip},
    {"endif", Doxygen::strip},
    {"parblock", Doxygen::strip},
    {"endparblock", Doxygen::strip},
    {"hideinitializer", Doxygen::strip},
    {"overload", Doxygen::strip},
    {"link", Doxygen::code},
    {"endlink", Doxygen::strip},
    {"section", Doxygen::drop_word},
    {"subsection", Doxygen::drop_word},
    {"param", Doxygen::parameter},
    {"tparam", Doxygen::parameter},
    {"code", Doxygen::begin_code},
    {"verbatim", Doxygen::begin_code},
    {"endcode", Doxygen::end_code},
    {"endverbatim", Doxygen::end_code},
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

/// What is left without blank lines around it. The blanks before the first line stay if it begins
/// in this text: four of them mean code, fewer belong to a list.
std::string_view without_blank_lines(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\n"), text.size());
  const std::size_t line = text.substr(0, first).rfind('\n') + 1;  // npos + 1 is 0
  text.remove_prefix(line > 0 ? line : first);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

/// The mark of a fence (CommonMark 4.5): three or more backticks or tildes, behind any indentation.
/// Empty if the line is not a fence.
std::string_view fence_of(std::string_view line) {
  const std::string_view content = trimmed(line);
  if (!content.starts_with("```") && !content.starts_with("~~~")) return {};
  const std::size_t length = std::min(content.find_first_not_of(content.front()), content.size());
  // Backticks behind backticks make a span of code within a line.
  const bool is_span = content.front() == '`' && content.find('`', length) != std::string::npos;
  return is_span ? std::string_view() : content.substr(0, length);
}

/// Whether a line begins a block of Markdown that is not a paragraph: a list, a quotation, a
/// heading, a table, code.
bool begins_block(std::string_view line) {
  if (!fence_of(line).empty()) return true;
  const std::string_view content = trimmed(line);
  if (content.empty()) return false;
  const std::size_t digits = std::min(content.find_first_not_of("0123456789"), content.size());
  const std::string_view mark = content.substr(digits);
  if (digits > 0) return mark.starts_with(". ") || mark.starts_with(") ");
  if (content.front() == '>' || content.front() == '|') return true;
  if (content.front() == '#') {
    const std::size_t level = std::min(content.find_first_not_of('#'), content.size());
    return level <= 6 && (level == content.size() || content[level] == ' ');
  }
  return content.starts_with("- ") || content.starts_with("* ") || content.starts_with("+ ");
}

/// The lines up to a blank line or to a block.
std::string_view first_paragraph(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = std::min(text.find('\n', end), text.size());
    const std::string_view line = text.substr(end, next - end);
    if (trimmed(line).empty() || begins_block(line)) break;
    end = std::min(next + 1, text.size());
  }
  return text.substr(0, end);
}

template <class Row>
const Row* find_row(std::span<const Row> table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &Row::name);
  return found == table.end() ? nullptr : &*found;
}

/// The mark of `@code` and `@verbatim`. It is not a fence of Markdown.
constexpr std::string_view doxygen_fence = "@";

bool ends_doxygen_code(std::string_view content) {
  if (!content.starts_with('@') && !content.starts_with('\\')) return false;
  const std::string_view command = content.substr(1);
  return command == "endcode" || command == "endverbatim";
}

/// Reads a comment line by line into text and tags.
class CommentReader {
 public:
  Comment read(const DeclaredComment& comment);

 private:
  void read_line(const CommentLine& line);
  bool read_code(const CommentLine& line);
  void read_text();
  void read_marker();
  void read_tag(const TagName& tag, SourceRange range);
  void apply(const DoxygenCommand& command);
  void begin_parameter();
  void begin_label(std::string_view label);
  void copy_code_word();
  void begin_code();
  std::string longer_fence();
  std::string take_word();
  void copy_backticks();
  void end_line(bool was_blank);
  [[nodiscard]] bool at_command() const;
  [[nodiscard]] SourceRange place(std::size_t begin, std::size_t end) const;

  Comment result_;
  std::string text_;                      ///< Of the comment without its tags.
  std::optional<std::string> parameter_;  ///< Whose text is read now.
  std::string fence_;                     ///< The mark that ends the code that is read now.
  std::size_t code_begin_ = 0;            ///< Where the fence of `@code` begins in `text_`.
  // The line that is read now.
  const CommentLine* line_ = nullptr;
  std::size_t at_ = 0;
  std::string out_;
};

SourceRange CommentReader::place(std::size_t begin, std::size_t end) const {
  SourceRange range = line_->range;
  range.column += static_cast<unsigned>(begin);
  range.length = std::max(1U, static_cast<unsigned>(end - begin));
  return range;
}

/// A command begins with `@` or `\` that is not inside of a word; `@@` and `\@` are an escaped `@`,
/// as in Doxygen.
bool CommentReader::at_command() const {
  const std::string& text = line_->text;
  if (text[at_] != '@' && text[at_] != '\\') return false;
  static constexpr std::string_view openers = " \t([{,;:";
  const bool in_word = at_ > 0 && openers.find(text[at_ - 1]) == std::string_view::npos;
  return !in_word && at_ + 1 < text.size() && is_letter(text[at_ + 1]);
}

void CommentReader::copy_backticks() {
  const std::string& text = line_->text;
  const std::size_t closing = text.find('`', at_ + 1);
  const std::size_t end = closing == std::string::npos ? at_ + 1 : closing + 1;
  out_ += text.substr(at_, end - at_);
  at_ = end;
}

std::string CommentReader::take_word() {
  const std::string& text = line_->text;
  while (at_ < text.size() && is_blank(text[at_])) ++at_;
  const std::size_t begin = at_;
  while (at_ < text.size() && !is_blank(text[at_])) ++at_;
  return text.substr(begin, at_ - begin);
}

void CommentReader::read_tag(const TagName& tag, SourceRange range) {
  Tag made{.name = std::string(tag.name), .argument = {}, .range = range, .argument_range = range};
  if (tag.argument != TagArgument::none) {
    const std::string& text = line_->text;
    while (at_ < text.size() && is_blank(text[at_])) ++at_;
    const std::size_t begin = at_;
    if (tag.argument == TagArgument::line) {
      made.argument = trimmed(std::string_view(text).substr(begin));
      at_ = text.size();
    } else if (begin < text.size() && text[begin] != '@') {
      made.argument = take_word();
    }
    if (!made.argument.empty()) made.argument_range = place(begin, begin + made.argument.size());
  }
  result_.tags.push_back(std::move(made));
}

void CommentReader::begin_parameter() {
  std::string name = take_word();
  if (name.starts_with("[")) name = take_word();  // [in]
  parameter_ = std::move(name);
  out_.clear();
}

/// A remark is a paragraph of its own; an item of a list is not.
void CommentReader::begin_label(std::string_view label) {
  parameter_.reset();
  const bool begins_line = out_.find_first_not_of(" \t") == std::string::npos;
  const bool needs_break =
      begins_line && label != "-" && !text_.empty() && !text_.ends_with("\n\n");
  if (needs_break) text_ += '\n';
  out_ += label;
}

void CommentReader::copy_code_word() {
  std::string word = take_word();
  std::string punctuation;
  while (!word.empty() && std::string_view(".,;:!?)").find(word.back()) != std::string_view::npos) {
    punctuation.insert(punctuation.begin(), word.back());
    word.pop_back();
  }
  out_ += "`" + word + "`" + punctuation;
}

/// `@code{.cpp}` begins a fence that names its language.
void CommentReader::begin_code() {
  const std::string_view rest = trimmed(std::string_view(line_->text).substr(at_));
  const std::size_t closing = rest.find('}');
  const bool has_language = rest.starts_with("{.") && closing != std::string_view::npos;
  if (out_.find_first_not_of(" \t") != std::string::npos) out_ += '\n';
  fence_ = doxygen_fence;
  code_begin_ = text_.size() + out_.size();
  result_.open_code = line_->range;
  out_ += "```" + std::string(has_language ? rest.substr(2, closing - 2) : "");
  at_ = line_->text.size();
}

void CommentReader::apply(const DoxygenCommand& command) {
  switch (command.effect) {
    case Doxygen::strip: break;
    case Doxygen::label: return begin_label(command.label);
    case Doxygen::code: return copy_code_word();
    case Doxygen::drop_word: take_word(); break;
    case Doxygen::drop_line: at_ = line_->text.size(); break;
    case Doxygen::parameter: begin_parameter(); break;
    case Doxygen::begin_code: return begin_code();
    case Doxygen::end_code: break;  // without a beginning
  }
  while (at_ < line_->text.size() && is_blank(line_->text[at_])) ++at_;
}

void CommentReader::read_marker() {
  const std::string& text = line_->text;
  const std::size_t begin = at_++;
  while (at_ < text.size() && is_letter(text[at_])) ++at_;
  const std::string name = text.substr(begin + 1, at_ - begin - 1);
  if (const TagName* tag = find_row<TagName>(all_tags(), name))
    return read_tag(*tag, place(begin, at_));
  if (const DoxygenCommand* command = find_row<DoxygenCommand>(doxygen_table, name))
    return apply(*command);
  // A short word behind a backslash is more likely a regular expression or a path than a mistyped
  // command.
  if (text[begin] == '\\' && name.size() < 4) {
    out_ += text.substr(begin, at_ - begin);
  } else {
    result_.unknown.push_back({.name = name,
                               .argument = {},
                               .range = place(begin, at_),
                               .argument_range = place(begin, at_)});
  }
}

void CommentReader::end_line(bool was_blank) {
  while (!out_.empty() && is_blank(out_.back())) out_.pop_back();
  if (out_.empty() && !was_blank) return;  // a line of tags only
  if (was_blank) parameter_.reset();
  if (parameter_) {
    std::string& text = result_.parameters[*parameter_];
    text += (text.empty() ? "" : " ") + std::string(trimmed(out_));
  } else {
    text_ += out_ + "\n";
  }
}

/// Makes the fence before `@code` longer than those within the code. Returns it.
std::string CommentReader::longer_fence() {
  std::size_t length = 3;
  const std::string_view code = std::string_view(text_).substr(code_begin_ + length);
  while (code.find(std::string(length, '`')) != std::string_view::npos) ++length;
  text_.insert(code_begin_, length - 3, '`');
  return std::string(length, '`');
}

/// Reads a line of code, and the fences around code. Returns false for another line.
bool CommentReader::read_code(const CommentLine& line) {
  const std::string_view content = trimmed(line.text);
  const std::string_view fence = fence_of(content);
  const bool is_doxygen = fence_ == doxygen_fence;
  if (fence_.empty()) {
    if (fence.empty()) return false;
    fence_ = fence;
    result_.open_code = line.range;
    out_ = line.text;
  } else if (is_doxygen && ends_doxygen_code(content)) {
    fence_.clear();
    out_ = longer_fence();
  } else {
    const bool is_end = !is_doxygen && fence == content && fence.starts_with(fence_);
    if (is_end) fence_.clear();
    out_ = line.text;
  }
  if (fence_.empty()) result_.open_code.reset();
  end_line(content.empty());
  return true;
}

void CommentReader::read_text() {
  const std::string_view text = line_->text;
  while (at_ < text.size()) {
    const std::string_view rest = text.substr(at_);
    if (rest.front() == '`') {
      copy_backticks();
    } else if (rest.starts_with("@@") || rest.starts_with("\\@")) {
      out_ += '@';
      at_ += 2;
    } else if (at_command()) {
      read_marker();
      const bool leaves_gap = out_.empty() || is_blank(out_.back());
      while (leaves_gap && at_ < text.size() && is_blank(text[at_])) ++at_;
    } else {
      out_ += text[at_++];
    }
  }
}

void CommentReader::read_line(const CommentLine& line) {
  line_ = &line;
  out_.clear();
  if (read_code(line)) return;
  // One more blank is a habit (`///  text`), several are code or a part of a list.
  at_ = line.text.starts_with(' ') && !line.text.starts_with("  ") ? 1 : 0;
  read_text();
  end_line(trimmed(line.text).empty());
}

/// Where the first sentence ends: behind `.`, `!` or `?` before white space, unless a small letter
/// follows ("e.g. this").
std::size_t end_of_sentence(std::string_view paragraph) {
  for (std::size_t i = 0; i + 1 < paragraph.size(); ++i) {
    const bool is_mark = paragraph[i] == '.' || paragraph[i] == '!' || paragraph[i] == '?';
    if (!is_mark || (!is_blank(paragraph[i + 1]) && paragraph[i + 1] != '\n')) continue;
    const std::size_t next = paragraph.find_first_not_of(" \t\n", i + 1);
    const bool goes_on =
        next != std::string_view::npos && paragraph[next] >= 'a' && paragraph[next] <= 'z';
    if (!goes_on) return i + 1;
  }
  return paragraph.size();
}

Comment CommentReader::read(const DeclaredComment& comment) {
  for (const CommentLine& line : comment) read_line(line);
  if (!fence_.empty()) text_ += fence_ == doxygen_fence ? longer_fence() : fence_;
  const std::size_t begin = text_.find_first_not_of('\n');
  const std::string_view text =
      begin == std::string::npos ? std::string_view() : std::string_view(text_).substr(begin);
  const std::string_view paragraph = first_paragraph(text);
  const std::size_t end = end_of_sentence(paragraph);
  result_.summary = trimmed(paragraph.substr(0, end));
  std::ranges::replace(result_.summary, '\n', ' ');
  result_.description = without_blank_lines(text.substr(end));
  return std::move(result_);
}

}  // namespace

std::vector<std::string> tag_names() {
  std::vector<std::string> names;
  for (const TagName& tag : all_tags()) names.emplace_back(tag.name);
  return names;
}

Comment read_comment(const DeclaredComment& comment) {
  return CommentReader().read(comment);
}

}  // namespace vgen::tool::analysis
