#include "chunk_reader.hpp"

#include "request_head.hpp"
#include "scan.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace vgen::server {
namespace {

const char* skip_blanks(const char* p, const char* end) noexcept {
  while (p != end && is_blank(*p)) ++p;
  return p;
}

/// The end of the token at `p`; null if there is none.
const char* token_end(const char* p, const char* end) noexcept {
  const char* const stop = find_end_of(token_characters, p, end);
  return stop != p ? stop : nullptr;
}

/// The end of `"…"` at `p`; null if it is not closed.
const char* quoted_end(const char* p, const char* end) noexcept {
  for (++p; p != end && is_value_character(*p); ++p) {
    if (*p == '"') return p + 1;
    if (*p != '\\') continue;
    ++p;
    if (p == end || !is_value_character(*p)) return nullptr;
  }
  return nullptr;
}

/// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )`
bool are_extensions(std::string_view text) noexcept {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p != end) {
    p = skip_blanks(p, end);
    if (p == end || *p != ';') return false;
    p = token_end(skip_blanks(p + 1, end), end);
    if (p == nullptr) return false;
    const char* const equals = skip_blanks(p, end);
    if (equals == end || *equals != '=') continue;
    p = skip_blanks(equals + 1, end);
    if (p == end) return false;
    p = *p == '"' ? quoted_end(p, end) : token_end(p, end);
    if (p == nullptr) return false;
  }
  return true;
}

/// Fields that say how a message is read may not be in the trailer (RFC 9110, section 6.5.1).
bool may_be_in_trailer(std::string_view name) noexcept {
  return !is_name(name, "content-length") && !is_name(name, "transfer-encoding") &&
         !is_name(name, "host") && !is_name(name, "connection");
}

}  // namespace

ChunkReader::Outcome ChunkReader::read(std::string_view& text, InputBuffer* body) {
  for (;;) {
    Outcome outcome = Outcome::complete;
    switch (state_) {
      case State::size: outcome = read_size(text); break;
      case State::contents: outcome = read_contents(text, body); break;
      case State::contents_end: outcome = read_contents_end(text); break;
      case State::trailer: outcome = read_trailer(text); break;
      case State::end: return Outcome::complete;
    }
    if (outcome != Outcome::complete) return outcome;
  }
}

/// `chunk-size [ chunk-ext ] CRLF`
ChunkReader::Outcome ChunkReader::read_size(std::string_view& text) {
  std::string_view line;
  const Outcome outcome = take_line(text, line);
  if (outcome != Outcome::complete) return outcome;
  const char* const end = line.data() + line.size();
  const auto [stop, error] = std::from_chars(line.data(), end, left_, 16);
  const std::string_view extensions = line.substr(static_cast<std::size_t>(stop - line.data()));
  if (error != std::errc{} || !are_extensions(extensions) || !count_extra(extensions.size()))
    return Outcome::bad;
  state_ = left_ != 0 ? State::contents : State::trailer;
  if (left_ > limit_) return Outcome::too_large;
  limit_ -= left_;
  return Outcome::complete;
}

ChunkReader::Outcome ChunkReader::read_contents(std::string_view& text, InputBuffer* body) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(text.size(), left_));
  if (body != nullptr) body->append(text.substr(0, size));
  text.remove_prefix(size);
  left_ -= size;
  if (left_ != 0) return Outcome::incomplete;
  state_ = State::contents_end;
  return Outcome::complete;
}

ChunkReader::Outcome ChunkReader::read_contents_end(std::string_view& text) {
  constexpr std::string_view line_end = "\r\n";
  if (!text.starts_with(line_end))
    return line_end.starts_with(text) ? Outcome::incomplete : Outcome::bad;
  text.remove_prefix(line_end.size());
  state_ = State::size;
  return Outcome::complete;
}

ChunkReader::Outcome ChunkReader::read_trailer(std::string_view& text) {
  std::string_view line;
  const Outcome outcome = take_line(text, line);
  if (outcome != Outcome::complete) return outcome;
  if (line.empty()) {
    state_ = State::end;
    return Outcome::complete;
  }
  Header field;
  const char* p = line.data();
  const char* const end = p + line.size() + 2;
  if (read_field_line(p, end, field) != HeadOutcome::complete || p != end) return Outcome::bad;
  return may_be_in_trailer(field.name) && count_extra(line.size()) ? Outcome::complete
                                                                   : Outcome::bad;
}

ChunkReader::Outcome ChunkReader::take_line(std::string_view& text, std::string_view& line) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos)
    return text.size() > max_extra_ ? Outcome::bad : Outcome::incomplete;
  if (end == 0 || text[end - 1] != '\r') return Outcome::bad;
  line = text.substr(0, end - 1);
  text.remove_prefix(end + 1);
  return Outcome::complete;
}

bool ChunkReader::count_extra(std::size_t bytes) noexcept {
  if (bytes > max_extra_) return false;
  max_extra_ -= bytes;
  return true;
}

}  // namespace vgen::server
