#include "resp.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace vgen::redis {
namespace {

/// The longest line that is not a text of known size.
constexpr std::size_t longest_line = 64 * 1024;

std::optional<std::int64_t> integer_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::size_t> size_of(std::string_view text) {
  const std::optional<std::int64_t> value = integer_of(text);
  if (!value || *value < 0) return std::nullopt;
  return static_cast<std::size_t>(*value);
}

/// The begin of a line, for people.
std::string shown(std::string_view line) {
  std::string text;
  for (const char c : line.substr(0, 40)) text += c < ' ' || c > '~' ? '?' : c;
  return "'" + text + "'";
}

}  // namespace

bool Reply::is_error(std::string_view code) const noexcept {
  return is_error() && text.starts_with(code) &&
         (text.size() == code.size() || text[code.size()] == ' ');
}

void ReplyReader::add(std::string_view bytes) {
  if (!fault_.empty()) return;
  if (next_ == bytes_.size() || next_ >= 64 * 1024) {
    bytes_.erase(0, next_);
    seen_ -= std::min(seen_, next_);
    next_ = 0;
  }
  bytes_ += bytes;
}

bool ReplyReader::fail(std::string fault) {
  fault_ = std::move(fault);
  bytes_.clear();
  open_.clear();
  next_ = seen_ = 0;
  return false;
}

/// The next line without its end. It stays where it is until the value is complete.
std::optional<std::string_view> ReplyReader::line() {
  const std::size_t end = bytes_.find("\r\n", std::max(seen_, next_));
  if (end == std::string::npos) {
    seen_ = std::max(next_, bytes_.size() - std::min<std::size_t>(1, bytes_.size()));
    if (bytes_.size() - next_ > longest_line) (void)fail("a line that does not end");
    return std::nullopt;
  }
  seen_ = end;
  return std::string_view(bytes_).substr(next_, end - next_);
}

/// A text with its size before it. Its head is read again when more bytes have come; that is short.
bool ReplyReader::read_text(Reply& reply, std::string_view head) {
  const std::optional<std::size_t> size = size_of(head);
  if (!size) return fail("the size of a text is " + shown(head));
  if (*size > limits_.text) return fail("a text of " + std::to_string(*size) + " bytes");
  const std::size_t begin = seen_ + 2;
  if (bytes_.size() - begin < *size + 2) return false;
  if (std::string_view(bytes_).substr(begin + *size, 2) != "\r\n")
    return fail("a text that is longer than its size");
  reply.text = bytes_.substr(begin, *size);
  next_ = begin + *size + 2;
  return true;
}

bool ReplyReader::open_list(Reply& reply, char mark, std::string_view head, bool& is_open) {
  const std::optional<std::size_t> size = size_of(head);
  if (!size) return fail("the size of a list is " + shown(head));
  const bool has_pairs = mark == '%' || mark == '|';
  if (*size > limits_.items) return fail("a list of " + std::to_string(*size) + " values");
  if (open_.size() >= limits_.depth) return fail("too many lists within lists");
  if (mark == '>' && !open_.empty()) return fail("a push within a reply");
  const std::size_t missing = has_pairs ? *size * 2 : *size;
  reply.kind = mark == '>' ? Reply::Kind::push : Reply::Kind::list;
  next_ = seen_ + 2;
  is_open = missing != 0 || mark == '|';
  if (is_open)
    open_.push_back({.reply = std::move(reply), .missing = missing, .is_attribute = mark == '|'});
  return true;
}

/// Takes a value, or the begin of a list. Returns false if bytes are missing.
bool ReplyReader::read_value(Reply& reply, bool& is_open) {
  using Kind = Reply::Kind;
  const std::optional<std::string_view> found = line();
  if (!found) return false;
  if (found->empty()) return fail("an empty line");
  const char mark = found->front();
  const std::string_view head = found->substr(1);
  const std::size_t end = seen_ + 2;
  switch (mark) {
    case '+':
    case ',':
    case '(': reply = {.kind = Kind::text, .text = std::string(head)}; break;
    case '-': reply = {.kind = Kind::error, .text = std::string(head)}; break;
    case ':': {
      const std::optional<std::int64_t> value = integer_of(head);
      if (!value) return fail(shown(*found) + " is not a number");
      reply = {.kind = Kind::integer, .integer = *value};
      break;
    }
    case '#':
      if (head != "t" && head != "f") return fail(shown(*found) + " is not a boolean");
      reply = {.kind = Kind::integer, .integer = head == "t" ? 1 : 0};
      break;
    case '_': reply = {}; break;
    case '$':
    case '=':
    case '!':
      if (mark == '$' && head == "-1") break;  // as in version 2
      reply.kind = mark == '!' ? Kind::error : Kind::text;
      if (!read_text(reply, head)) return false;
      if (mark == '=') reply.text.erase(0, std::min<std::size_t>(4, reply.text.size()));  // "txt:"
      return true;
    case '*':
    case '~':
    case '%':
    case '|':
    case '>':
      if (mark == '*' && head == "-1") break;
      return open_list(reply, mark, head, is_open);
    default: return fail(shown(*found));
  }
  next_ = end;
  return true;
}

std::optional<Reply> ReplyReader::next() {
  while (fault_.empty()) {
    Reply value;
    bool is_open = false;
    if (!read_value(value, is_open)) return std::nullopt;
    if (is_open && open_.back().missing != 0) continue;
    // A value is complete, and with it perhaps the lists around it.
    for (bool is_inner = is_open;;) {
      if (is_inner) {
        Open closed = std::move(open_.back());
        open_.pop_back();
        if (closed.is_attribute) break;  // the value itself comes next
        value = std::move(closed.reply);
      }
      if (open_.empty()) return value;
      Open& around = open_.back();
      around.reply.items.push_back(std::move(value));
      if (--around.missing != 0) break;
      is_inner = true;
    }
  }
  return std::nullopt;
}

void append_command(std::string& bytes, std::initializer_list<std::string_view> arguments) {
  bytes.append("*").append(std::to_string(arguments.size())).append("\r\n");
  for (const std::string_view argument : arguments) {
    bytes.append("$").append(std::to_string(argument.size())).append("\r\n");
    bytes.append(argument).append("\r\n");
  }
}

std::string command(std::initializer_list<std::string_view> arguments) {
  std::string bytes;
  append_command(bytes, arguments);
  return bytes;
}

}  // namespace vgen::redis
