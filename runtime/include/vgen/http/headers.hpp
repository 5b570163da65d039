/// Header fields (RFC 9110, section 5): views of received ones, an owning list for answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// One header field. Its views are valid as long as the text that they refer to.
struct Header {
  std::string_view name{};
  std::string_view value{};

  bool operator==(const Header&) const = default;
};

namespace detail {

bool same_but_for_case(std::string_view a, std::string_view b) noexcept;

/// Whether two texts of the same length have the same bytes. Names are short, so comparing words
/// is faster than a call.
inline bool same_bytes(std::string_view a, std::string_view b) noexcept {
  const auto same = [&]<class Word>(Word word, std::size_t at) {
    Word other;
    std::memcpy(&word, a.data() + at, sizeof word);
    std::memcpy(&other, b.data() + at, sizeof other);
    return word == other;
  };
  const std::size_t size = a.size();
  if (size >= 4 && size <= 8) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
  if (size >= 8 && size <= 16) return same(std::uint64_t{}, 0) && same(std::uint64_t{}, size - 8);
  return a == b;
}

}  // namespace detail

/// Whether two names of header fields are the same. The case of ASCII letters does not matter.
[[nodiscard]] inline bool same_header_name(std::string_view a, std::string_view b) noexcept {
  // Most names are written in the usual case.
  return a.size() == b.size() && (detail::same_bytes(a, b) || detail::same_but_for_case(a, b));
}

/// The value of the first field of this name.
[[nodiscard]] std::optional<std::string_view> find_header(std::span<const Header> headers,
                                                          std::string_view name) noexcept;

/// The header fields of an answer, in order. Keeps only their text as it goes on the wire. An
/// answer has few fields, so a search goes through the text. Keeps its memory when cleared.
class Headers {
 public:
  /// Adds a field at the end. Throws `std::invalid_argument` if the name is not a token or the
  /// value has control characters, so that data from a client cannot become another header.
  void add(std::string_view name, std::string_view value);
  /// The same for literals, without checks.
  void add_trusted(std::string_view name, std::string_view value);
  /// The same for a whole line: "Name: value\r\n".
  void add_trusted_line(std::string_view line) { text_.append(line); }
  /// Replaces all fields of this name by one. Throws as `add` does.
  void set(std::string_view name, std::string_view value);
  /// Removes all fields of this name.
  void remove(std::string_view name);
  void clear() noexcept { text_.clear(); }

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  [[nodiscard]] Header operator[](std::size_t index) const noexcept;
  /// All fields as `Name: value` lines, each ended by CR LF.
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

  friend bool operator==(const Headers& a, const Headers& b) { return a.text_ == b.text_; }

 private:
  std::string text_;
};

}  // namespace vgen
