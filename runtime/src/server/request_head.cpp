#include "request_head.hpp"

#include "scan.hpp"

#include <vgen/http/host.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <system_error>

namespace vgen::server {
namespace {

std::string_view between(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// CR LF. For `complete`, moves `p` behind it.
HeadOutcome read_line_end(const char*& p, const char* end) noexcept {
  if (end - p >= 2 && std::memcmp(p, "\r\n", 2) == 0) [[likely]] {
    p += 2;
    return HeadOutcome::complete;
  }
  if (p == end) return HeadOutcome::incomplete;
  if (*p != '\r') return HeadOutcome::bad;
  if (p + 1 == end) return HeadOutcome::incomplete;
  return HeadOutcome::bad;
}

/// Part of `HeadReader`, so that the position stays in a register.
[[gnu::always_inline]] inline HeadOutcome read_field_line_here(const char* text, const char*& p,
                                                               const char* end,
                                                               Header& field) noexcept {
  const char* const name_end = find_token_end(text, p, end);
  if (name_end == end) return HeadOutcome::incomplete;
  if (*name_end != ':' || name_end == p) return HeadOutcome::bad;
  field.name = between(p, name_end);
  const char* value = name_end + 1;
  if (value != end && *value == ' ') [[likely]]
    ++value;
  while (value != end && is_blank(*value)) [[unlikely]]
    ++value;
  p = find_value_end(text, value, end);
  const char* last = p;
  while (last != value && is_blank(last[-1])) --last;
  field.value = between(value, last);
  return read_line_end(p, end);
}

/// Whether a Transfer-Encoding is well-formed, and its last coding alone is `chunked`: the end of
/// the body is known, but other codings are in front of it (RFC 9112, section 6.1).
[[gnu::noinline]] bool ends_with_chunked(std::string_view value) noexcept {
  std::size_t codings = 0;
  for (;;) {
    const std::size_t comma = std::min(value.find(','), value.size());
    std::string_view coding = value.substr(0, comma);
    while (!coding.empty() && is_blank(coding.front())) coding.remove_prefix(1);
    while (!coding.empty() && is_blank(coding.back())) coding.remove_suffix(1);
    const char* const end = coding.data() + coding.size();
    if (coding.empty() || find_end_of(token_characters, coding.data(), end) != end) return false;
    const bool last = comma == value.size();
    if (is_name(coding, "chunked") != last) return false;
    ++codings;
    if (last) return codings > 1;
    value.remove_prefix(comma + 1);
  }
}

/// The end of a request line with another version than HTTP/1.1.
struct OtherVersion {
  HeadOutcome outcome = HeadOutcome::bad;
  std::size_t size = 0;   ///< Bytes, with the line ending.
  bool is_later = false;  ///< Whether it is a later minor version.
};

/// `HTTP/DIGIT.DIGIT` (RFC 9112, section 2.3). Not part of `HeadReader`, so that the position there
/// stays in a register.
[[gnu::noinline]] OtherVersion read_other_version(std::string_view text) noexcept {
  constexpr std::string_view form = "HTTP/d.d";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at < form.size(); ++at) {
    if (at == text.size()) return {.outcome = HeadOutcome::incomplete};
    if (form[at] == 'd' ? !is_digit(text[at]) : text[at] != form[at]) return {};
  }
  const char* p = text.data() + form.size();
  const HeadOutcome line_end = read_line_end(p, text.data() + text.size());
  if (line_end != HeadOutcome::complete) return {.outcome = line_end};
  return {.outcome = text[5] == '1' ? HeadOutcome::complete : HeadOutcome::other_version,
          .size = static_cast<std::size_t>(p - text.data()),
          .is_later = text[7] != '0'};
}

class HeadReader {
 public:
  HeadReader(std::string_view text, std::size_t max_headers, RequestHead& head,
             std::vector<Header>& headers) noexcept
      : begin_(text.data()),
        p_(begin_),
        end_(begin_ + text.size()),
        max_headers_(max_headers),
        head_(head),
        headers_(headers) {}

  HeadOutcome read() {
    HeadOutcome outcome = read_request_line();
    while (outcome == HeadOutcome::complete) {
      if (p_ == end_) return HeadOutcome::incomplete;
      if (*p_ == '\r') return finish();
      outcome = read_field();
    }
    return outcome;
  }

 private:
  /// `method SP request-target SP HTTP-version CRLF` (RFC 9112, section 3).
  HeadOutcome read_request_line() noexcept {
    const char* const method_end = find_method_end();
    if (method_end == end_) return HeadOutcome::incomplete;
    if (*method_end != ' ' || method_end == p_) return HeadOutcome::bad;
    head_.method = between(p_, method_end);
    const char* const target = method_end + 1;
    p_ = find_path_end(begin_, target, end_);
    head_.path_size = static_cast<std::size_t>(p_ - target);
    p_ = find_target_end(p_, end_);
    if (p_ == end_) return HeadOutcome::incomplete;
    if (*p_ != ' ' || p_ == target) return HeadOutcome::bad;
    head_.target = between(target, p_);
    ++p_;
    return read_version();
  }

  /// Most requests have one of two methods. Others are read a byte at a time, because they are
  /// short.
  [[nodiscard]] const char* find_method_end() const noexcept {
    const std::string_view rest = between(p_, end_);
    if (rest.starts_with("GET ")) return p_ + 3;
    if (rest.starts_with("POST ")) return p_ + 4;
    return find_end_of(token_characters, p_, end_);
  }

  HeadOutcome read_version() noexcept {
    constexpr std::string_view version = "HTTP/1.1";
    constexpr std::string_view usual = "HTTP/1.1\r\n";
    const std::string_view rest = between(p_, end_);
    if (rest.starts_with(usual)) [[likely]] {
      head_.http_1_1 = true;
      p_ += usual.size();
      return HeadOutcome::complete;
    }
    if (!rest.starts_with(version)) {
      const OtherVersion other = read_other_version(rest);
      p_ += other.size;
      head_.http_1_1 = other.is_later;
      return other.outcome;
    }
    head_.http_1_1 = true;
    p_ += version.size();
    return read_line_end(p_, end_);
  }

  HeadOutcome read_field() {
    Header field;
    const HeadOutcome outcome = read_field_line_here(begin_, p_, end_, field);
    if (outcome != HeadOutcome::complete) return outcome;
    if (!understand(field)) return fault_;
    if (headers_.size() == max_headers_) return HeadOutcome::too_many_headers;
    headers_.push_back(field);
    return HeadOutcome::complete;
  }

  /// Checks the fields that say how the request is read. Compares lengths first, because most
  /// fields have other names.
  bool understand(const Header& field) noexcept {
    const char* const name = field.name.data();
    switch (field.name.size()) {
      case 4: return !is_name(name, "host") || take_host(field.value);
      case 6:
        if (is_name(name, "expect")) head_.expects_continue = is_name(field.value, "100-continue");
        return true;
      case 10: return !is_name(name, "connection") || take_connection(field.value);
      case 14: return !is_name(name, "content-length") || take_content_length(field.value);
      case 17: return !is_name(name, "transfer-encoding") || take_transfer_encoding(field.value);
      default: return true;
    }
  }

  bool take_host(std::string_view value) noexcept {
    const char* const end = value.data() + value.size();
    if (++hosts_ != 1) return false;
    const char* p = find_host_name_end(begin_, value.data(), end_);
    if (p < end && *p == ':' && end - p < 6) {  // a port of at most four digits
      ++p;
      while (p != end && *p >= '0' && *p <= '9') ++p;
    }
    return p == end || is_host(value);
  }

  bool take_content_length(std::string_view value) noexcept {
    if (head_.content_length) return false;
    std::uint64_t length = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, length);
    head_.content_length = length;
    return error == std::errc{} && stop == end;
  }

  bool take_transfer_encoding(std::string_view value) noexcept {
    if (head_.chunked) return false;
    head_.chunked = true;
    if (is_name(value, "chunked")) return true;
    if (head_.http_1_1 && !head_.content_length && ends_with_chunked(value))
      fault_ = HeadOutcome::unknown_coding;
    return false;
  }

  /// A list of tokens, some of which may be empty (RFC 9110, sections 5.6.1 and 7.6.1).
  bool take_connection(std::string_view value) noexcept {
    const char* p = value.data();
    const char* const end = p + value.size();
    for (;;) {
      while (p != end && is_blank(*p)) ++p;
      const char* const token = p;
      p = find_end_of(token_characters, p, end);
      closes_ = closes_ || is_name(between(token, p), "close");
      keeps_ = keeps_ || is_name(between(token, p), "keep-alive");
      while (p != end && is_blank(*p)) ++p;
      if (p == end) return true;
      if (*p++ != ',') return false;
    }
  }

  /// The empty line, and checks that need the whole head.
  HeadOutcome finish() noexcept {
    const HeadOutcome outcome = read_line_end(p_, end_);
    if (outcome != HeadOutcome::complete) return outcome;
    if (head_.chunked && (head_.content_length || !head_.http_1_1)) return HeadOutcome::bad;
    if (head_.http_1_1 && hosts_ == 0) return HeadOutcome::bad;
    head_.keep_alive = head_.http_1_1 ? !closes_ : keeps_ && !closes_;
    head_.size = static_cast<std::size_t>(p_ - begin_);
    return HeadOutcome::complete;
  }

  const char* const begin_;
  const char* p_;
  const char* const end_;
  const std::size_t max_headers_;
  RequestHead& head_;
  std::vector<Header>& headers_;
  HeadOutcome fault_ = HeadOutcome::bad;  ///< The outcome if a field is not understood.
  unsigned hosts_ = 0;
  bool closes_ = false;
  bool keeps_ = false;
};

}  // namespace

HeadOutcome read_field_line(const char*& p, const char* end, Header& field) noexcept {
  return read_field_line_here(p, p, end, field);
}

HeadOutcome read_head(std::string_view text, std::size_t max_headers, RequestHead& head,
                      std::vector<Header>& headers) {
  head = {};
  headers.clear();
  return HeadReader(text, max_headers, head, headers).read();
}

}  // namespace vgen::server
