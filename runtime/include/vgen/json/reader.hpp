/// Reads JSON text (RFC 8259) directly into structs.
///
/// One pass, no document tree, no allocation except for the target itself. Does not read past the
/// end of the text, so the text needs no padding. After a fault of a *value* (type, range, name)
/// reading continues, so that all faults are found. A fault of the *text* (syntax, encoding, depth,
/// size) ends the reading: `malformed`. Then every function returns at once and reports nothing, so
/// callers need not check between two members.
#pragma once

#include <vgen/core/limits.hpp>
#include <vgen/json/fault_site.hpp>
#include <vgen/json/members.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace vgen::json {

class ObjectReader;
class ArrayReader;
class MapReader;
class StructChoice;

namespace detail {
struct StructHint;
}

namespace detail {

// The usual case of strings and numbers. The position is passed and returned, so that it stays in a
// register for the caller. `p` is the beginning of the value, without white space. The functions
// return the end of the value, or null if it is not quick to read (escapes, non-ASCII bytes, the
// last bytes of the text, faults …); then they have done nothing.

/// A string of at most `longest` bytes.
const char* quick_string(const char* p, const char* end, std::size_t longest, std::string& value);
const char* quick_view(const char* p, const char* end, std::size_t longest,
                       std::string_view& value);
/// A number with few digits and a small power of ten, which is computed exactly.
const char* quick_number(const char* p, const char* end, double& value);
const char* quick_number(const char* p, const char* end, float& value);

/// Four characters as a word in the byte order of memory.
inline std::uint32_t word_of(const char* text) {
  std::uint32_t word;
  std::memcpy(&word, text, 4);
  return word;
}

}  // namespace detail

/// Inputs that an API may accept in addition to the strict default.
struct Leniency {
  bool unknown_members = false;  ///< Members that the struct does not have are skipped.
  bool null_as_absent = false;   ///< null for an optional counts as left out.
};

/// A position in a text. Not for several threads at once. Make one for each document.
class Reader : public FaultSite {
 public:
  /// Text and faults must outlive the reader. Faults get `place`, and their pointers start with
  /// `base`.
  Reader(std::string_view text, Faults& faults, const Limits& limits = {},
         Place place = Place::body, Leniency leniency = {}, std::string_view base = {});

  /// Checks that only white space is left. Call it after the root was read. Returns false if the
  /// text is malformed.
  bool finish();

  /// Whether the text is not JSON or is beyond the limits. Then the list has exactly one fault of
  /// the text, and the values must not be used.
  [[nodiscard]] bool malformed() const { return silent_; }
  [[nodiscard]] const Leniency& leniency() const { return leniency_; }

  // Each of these functions reads one value. If the value has another kind, it reports this, skips
  // the value and returns false.

  /// Reads null if it is the next value. Otherwise reads nothing.
  bool null();
  bool boolean(bool& value);
  /// Reads any number without a fraction; `1.0` and `1e2` are valid. Beyond 64 bits the result is
  /// INT64_MIN or INT64_MAX.
  bool integer(std::int64_t& value);
  /// Reads the nearest double. Numbers beyond its range are reported as `minimum` or `maximum`.
  bool number(double& value);
  bool number(float& value);
  /// Reads a string as unescaped, valid UTF-8.
  bool string(std::string& value);
  /// The same without a copy: a view of the text or, if the string has escapes, of memory that the
  /// next call uses again.
  bool view(std::string_view& value);

  /// Reads any value, checks its syntax and keeps nothing.
  void skip();
  /// Reads any value and returns its text, which is valid JSON; empty if malformed. A view of the
  /// text.
  std::string_view raw();
  /// The first character of the next value; NUL at the end. Reads nothing.
  [[nodiscard]] char peek();

  /// Reports that the next value is not of an expected JSON type, and skips it.
  void wrong_type(std::string_view expected);
  /// The same with another message.
  void wrong_type(std::string_view expected, std::string message);

  /// Ends the reading. `position` is the place of the fault in the text.
  void refuse(std::string_view code, std::string_view message, const char* position,
              std::string limit = {});
  /// Ends the reading, because too many keys of an unordered map or set have the same hash.
  void refuse_crowded();

 private:
  friend class ObjectReader;
  friend class ArrayReader;
  friend class MapReader;
  friend class StructChoice;
  friend class StructTrial;

  bool slow_null();
  bool slow_boolean(bool& value);
  bool slow_integer(std::int64_t& value);
  bool slow_string(std::string& value);
  bool slow_view(std::string_view& value);
  bool slow_number(double& value);
  bool slow_number(float& value);
  template <class Number>
  bool read_number(Number& value);
  const char* scan_number();
  const char* scan_string(const char* p, bool& escaped);
  void skip_members();
  void skip_items();
  bool literal(std::string_view word);
  void space();
  /// Skips white space.
  void trim() {
    if (p_ != end_ && static_cast<unsigned char>(*p_) <= ' ') space();
  }
  bool enter();
  void leave(const char* p) {
    p_ = p;
    ++depth_left_;
  }
  void ended(std::string_view within);

  const char* p_;
  const char* end_;
  std::size_t depth_left_;
  std::size_t max_items_;
  std::size_t max_string_;
  const char* begin_;
  std::size_t first_fault_;
  std::size_t max_depth_;
  Leniency leniency_;
  detail::StructHint* hint_ = nullptr;  // for the object at the level of its step
  std::size_t read_again_ = 0;          // bytes re-read by failed trials; limits backtracking
  std::string scratch_;
};

inline bool Reader::null() {
  // Any other character here is the value or white space before it.
  return p_ != end_ && (*p_ == 'n' || static_cast<unsigned char>(*p_) <= ' ') && slow_null();
}

inline bool Reader::boolean(bool& value) {
  const char* const p = p_;
  if (end_ - p >= 5) {
    std::uint32_t word;
    std::memcpy(&word, p, 4);
    if (word == detail::word_of("true")) {
      value = true;
      p_ = p + 4;
      return true;
    }
    if (word == detail::word_of("fals") && p[4] == 'e') {
      value = false;
      p_ = p + 5;
      return true;
    }
  }
  return slow_boolean(value);
}

inline bool Reader::integer(std::int64_t& value) {
  const char* p = p_;
  const char* const end = end_;
  const bool negative = p != end && *p == '-';
  if (negative) ++p;
  const char* const digits = p;
  const char* const last = end - p > 18 ? p + 18 : end;
  std::int64_t sum = 0;
  for (unsigned digit; p != last && (digit = static_cast<unsigned char>(*p - '0')) <= 9; ++p)
    sum = sum * 10 + digit;
  // Fractions, exponents, leading zeros, more digits and values that are not numbers are rare. The
  // caller checks the text after the number.
  const char next = p != end ? *p : '\0';
  if (p == digits || (*digits == '0' && p - digits > 1) || next == '.' || (next | 0x20) == 'e' ||
      static_cast<unsigned char>(next - '0') <= 9) [[unlikely]] {
    return slow_integer(value);
  }
  p_ = p;
  value = negative ? -sum : sum;
  return true;
}

inline bool Reader::string(std::string& value) {
  const char* const after = detail::quick_string(p_, end_, max_string_, value);
  if (after == nullptr) [[unlikely]]
    return slow_string(value);
  p_ = after;
  return true;
}

inline bool Reader::view(std::string_view& value) {
  const char* const after = detail::quick_view(p_, end_, max_string_, value);
  if (after == nullptr) [[unlikely]]
    return slow_view(value);
  p_ = after;
  return true;
}

inline bool Reader::number(double& value) {
  const char* const after = detail::quick_number(p_, end_, value);
  if (after == nullptr) [[unlikely]]
    return slow_number(value);
  p_ = after;
  return true;
}

inline bool Reader::number(float& value) {
  const char* const after = detail::quick_number(p_, end_, value);
  if (after == nullptr) [[unlikely]]
    return slow_number(value);
  p_ = after;
  return true;
}

}  // namespace vgen::json
