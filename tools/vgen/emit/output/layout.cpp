#include "tools/vgen/emit/output/layout.hpp"

#include "tools/vgen/emit/output/brackets.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace vgen::tool::emit {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Breaks one line.
class LinePrinter {
 public:
  explicit LinePrinter(const LayoutStyle& style) : style_(style) {}

  /// Prints text that begins at column `indent`. `behind` is the number of characters that follow
  /// its last line.
  [[nodiscard]] std::string print(std::string_view text, std::size_t indent,
                                  std::size_t behind = 0) const {
    if (fits(text, indent, behind)) return std::string(text);
    const std::vector<Brackets> groups = find_brackets(text);
    if (const std::optional<Brackets> block = find_block(text, groups);
        block && (is_own(*block, groups) || indent + block->begin < line_width))
      return print_block(text, *block, indent, behind);
    if (auto assigned = print_assignment(text, groups, indent, behind)) return *std::move(assigned);
    const Brackets* const group = choose(groups);
    if (group == nullptr) return std::string(text);
    return style_.hangs_arguments && group->open() != '{' && group->open() != '['
               ? print_arguments(text, *group, indent, behind)
               : print_list(text, *group, indent, behind);
  }

 private:
  static bool fits(std::string_view text, std::size_t column, std::size_t behind) {
    return column + text.size() + behind <= line_width;
  }

  /// The last brackets with something in them. Angle brackets are broken only if nothing else is
  /// left.
  static const Brackets* choose(const std::vector<Brackets>& groups) {
    const Brackets* angles = nullptr;
    for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
      if (group->items.empty()) continue;
      if (group->open() != '<') return &*group;
      if (angles == nullptr) angles = &*group;
    }
    return angles;
  }

  /// Whether the brackets are not within others.
  static bool is_own(const Brackets& brackets, const std::vector<Brackets>& groups) {
    return std::ranges::find(groups, brackets.begin, &Brackets::begin) != groups.end();
  }

  /// The block of the line, also if it ends the last argument of a call.
  static std::optional<Brackets> find_block(std::string_view text,
                                            const std::vector<Brackets>& groups) {
    for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
      if (group->is_block) return *group;
      if (group->items.empty()) continue;
      const std::string_view last = group->items.back();
      std::optional<Brackets> block = find_block(last, find_brackets(last));
      if (!block || block->end + 1 != last.size()) continue;
      const auto at = static_cast<std::size_t>(last.data() - text.data());
      block->begin += at;
      block->end += at;
      return block;
    }
    return std::nullopt;
  }

  /// `head { a; b; }`: a statement per line.
  [[nodiscard]] std::string print_block(std::string_view text, const Brackets& block,
                                        std::size_t indent, std::size_t behind) const {
    constexpr std::size_t step = 2;
    std::string lines = print(text.substr(0, block.begin + 1), indent);
    for (const std::string_view statement : block.items)
      lines += new_line(indent + step) + print(statement, indent + step);
    return lines + new_line(indent) + print(text.substr(block.end), indent, behind);
  }

  /// `head = value;`: the value has the next line, if it fits there. The alternatives of a type
  /// have a line each.
  [[nodiscard]] std::optional<std::string> print_assignment(std::string_view text,
                                                            const std::vector<Brackets>& groups,
                                                            std::size_t indent,
                                                            std::size_t behind) const {
    const std::size_t at = find_outside(text, " = ", groups);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view value = text.substr(at + 3);
    const std::string head(text.substr(0, at + 2));
    if (!style_.hangs_arguments) return print_alternatives(head, value, indent);
    if (!fits(value, indent + style_.indent, behind)) return std::nullopt;
    return head + new_line(indent + style_.indent) + std::string(value);
  }

  [[nodiscard]] std::optional<std::string> print_alternatives(std::string head,
                                                              std::string_view type,
                                                              std::size_t indent) const {
    const std::vector<Brackets> groups = find_brackets(type);
    std::size_t begin = 0;
    for (;;) {
      const std::size_t end = find_outside(type, " | ", groups, begin);
      if (end == std::string_view::npos && begin == 0) return std::nullopt;
      const std::string_view alternative = type.substr(begin, end - begin);
      head +=
          new_line(indent + style_.indent) + "| " + print(alternative, indent + style_.indent + 2);
      if (end == std::string_view::npos) return head;
      begin = end + 3;
    }
  }

  /// One item per line, with a comma after the last one too.
  [[nodiscard]] std::string print_list(std::string_view text, const Brackets& group,
                                       std::size_t indent, std::size_t behind) const {
    const Brackets inner = innermost(text, group);
    std::string lines = print(text.substr(0, inner.begin + 1), indent);
    for (const std::string_view item : inner.items)
      lines += new_line(indent + style_.indent) + print(item, indent + style_.indent, 1) + ",";
    return lines + new_line(indent) + print(text.substr(inner.end), indent, behind);
  }

  /// If the only item of the group is a group itself, both are broken as one: `f({a, b})`.
  static Brackets innermost(std::string_view text, const Brackets& group) {
    if (group.items.size() != 1) return group;
    const std::string_view item = group.items.front();
    std::vector<Brackets> nested = find_brackets(item);
    const bool is_group = nested.size() == 1 && !nested.front().is_block &&
                          nested.front().begin == 0 && nested.front().end + 1 == item.size() &&
                          !nested.front().items.empty();
    if (!is_group) return group;
    const auto at = static_cast<std::size_t>(item.data() - text.data());
    nested.front().begin += at;
    nested.front().end += at;
    return innermost(text, nested.front());
  }

  [[nodiscard]] std::string print_arguments(std::string_view text, const Brackets& group,
                                            std::size_t indent, std::size_t behind) const {
    if (innermost(text, group).begin != group.begin) return print_list(text, group, indent, behind);
    std::string lines(text.substr(0, group.begin + 1));
    const std::string_view rest = text.substr(group.end);
    std::size_t under = indent + lines.size();
    const std::size_t longest = std::ranges::max(group.items, {}, &std::string_view::size).size();
    const bool fits_below = indent + style_.indent + longest + 1 <= line_width;
    const bool fits_here =
        under + longest < line_width && fits(group.items.back(), under, rest.size() + behind);
    if (!fits_here && fits_below) {
      under = indent + style_.indent;
      lines += new_line(under);
    }
    std::size_t column = under;
    for (const std::string_view& item : group.items) {
      const bool is_last = &item == &group.items.back();
      const std::size_t closing = is_last ? rest.size() + behind : 1;
      const bool is_first = &item == &group.items.front();
      if (!is_first && fits(item, column + 1, closing)) {
        lines += ' ';
        ++column;
      } else if (!is_first) {
        lines += new_line(under);
        column = under;
      }
      const std::string printed = print(item, column, closing);
      const std::size_t break_at = printed.rfind('\n');
      lines += printed;
      column =
          break_at == std::string::npos ? column + printed.size() + 1 : printed.size() - break_at;
      if (!is_last) lines += ',';
    }
    return lines + std::string(rest);
  }

  static std::string new_line(std::size_t indent) { return '\n' + std::string(indent, ' '); }

  const LayoutStyle& style_;
};

/// Whether a line has nothing to break: a comment, or a directive.
bool is_fixed(std::string_view line) {
  const std::string_view text = trimmed(line);
  return text.starts_with("//") || text.starts_with("/*") || text.starts_with("*") ||
         text.starts_with("#") || text.find("// ") != std::string_view::npos;
}

/// The end of a raw string that begins in this line and does not end there: `)delimiter"`.
std::string open_raw_string(std::string_view line) {
  const std::size_t begin = line.find("R\"");
  if (begin == std::string_view::npos) return {};
  const std::size_t parenthesis = line.find('(', begin);
  if (parenthesis == std::string_view::npos) return {};
  const std::string end = ")" + std::string(line.substr(begin + 2, parenthesis - begin - 2)) + "\"";
  return line.find(end, parenthesis) == std::string_view::npos ? end : std::string();
}

}  // namespace

std::string lay_out(std::string_view code, const LayoutStyle& style) {
  const LinePrinter printer(style);
  std::string text;
  std::string raw_string_end;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    const std::string_view line = code.substr(0, end);
    if (!raw_string_end.empty()) {
      if (line.find(raw_string_end) != std::string_view::npos) raw_string_end.clear();
      text += line;
    } else if (raw_string_end = open_raw_string(line);
               !raw_string_end.empty() || line.size() <= line_width || is_fixed(line)) {
      text += line;
    } else {
      const std::size_t indent = line.find_first_not_of(' ');
      text.append(indent, ' ').append(printer.print(line.substr(indent), indent));
    }
    if (end != code.size()) text += '\n';
    code.remove_prefix(std::min(end + 1, code.size()));
  }
  return text;
}

}  // namespace vgen::tool::emit
