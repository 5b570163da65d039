/// The place of a value, and how a fault there is reported.
#pragma once

#include <vgen/core/faults.hpp>
#include <vgen/json/members.hpp>
#include <vgen/json/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vgen::json {

namespace detail {

/// One level of the path from the root to a value. It is on the stack of the function that reads
/// the level. The chain becomes a JSON Pointer only if there is a fault.
struct Step {
  const Step* parent = nullptr;
  const Member* members = nullptr;  ///< The members of an object; `index` selects one.
  std::size_t index = SIZE_MAX;  ///< The index of the member, or of the item if there are neither
                                 ///< members nor a key. SIZE_MAX means the level itself.
  std::string_view key{};  ///< The key of a map or of an unknown member, unescaped. Used if its
                           ///< data is not null.
};

}  // namespace detail

/// The place that is being read. A `Reader` is a moving one. For path, query, header and cookie
/// strings, one is made for each value.
class FaultSite {
 public:
  /// `pointer`: the JSON Pointer of the value, such as "/limit" (names escaped by
  /// `append_pointer`). Both must outlive the site.
  FaultSite(Faults& faults, Place place, std::string_view pointer)
      : faults_(&faults), base_(pointer), place_(place) {}

  /// Reports a fault of the value at this place. `code` must be a literal.
  void fault(std::string_view code, std::string limit, std::string message);

  [[nodiscard]] Faults& faults() const { return *faults_; }
  [[nodiscard]] Place place() const { return place_; }
  /// The JSON Pointer of this place.
  [[nodiscard]] std::string pointer() const;

 protected:
  Faults* faults_;
  std::string_view base_;
  const detail::Step* step_ = nullptr;
  Place place_;
  bool silent_ = false;  ///< After malformed text, later faults are not reported.
};

/// Appends "/name" with `~` and `/` escaped (RFC 6901, section 3). Cuts a name after 100 bytes.
void append_pointer(std::string& pointer, std::string_view name);

namespace detail {

// The checks that are the same for values from JSON and from other text. Each reports its faults,
// and returns true if there are none.

/// The greatest integer that every JSON implementation reads exactly: 2^53-1 (RFC 7493,
/// section 2.2).
inline constexpr std::int64_t max_integer = 9'007'199'254'740'991;

/// `lowest`, `highest`: the range of the type.
bool check_integer(FaultSite& site, std::int64_t value, std::int64_t lowest, std::int64_t highest,
                   const IntegerRule& rule);
bool check_number(FaultSite& site, double value, const NumberRule& rule);
/// Converts a value to a float. It is rounded, or reported if it is beyond the range.
bool narrow_number(FaultSite& site, double exact, float& value);
bool check_string(FaultSite& site, std::string_view value, const StringRule& rule);
bool check_count(FaultSite& site, std::size_t count, const ArrayRule& rule);
bool check_count(FaultSite& site, std::size_t count, const MapRule& rule);
void not_unique(FaultSite& site, std::size_t first, std::size_t second);

/// Finds a name in a list of `Enumerator<E>` for any E. `names` is the first name; each next one is
/// `stride` bytes further. Returns `count` after it reported that the name is not in the list.
std::size_t find_enumerator(FaultSite& site, std::string_view text, const std::string_view* names,
                            std::size_t stride, std::size_t count);

/// Reports that a text is not one of these names. Empty names are left out of the message.
void no_such_name(FaultSite& site, const std::string_view* names, std::size_t stride,
                  std::size_t count);

/// Whether a value keeps a rule, as a quick check. `check_integer` finds the fault.
[[nodiscard]] constexpr bool keeps(std::int64_t value, const IntegerRule& rule) {
  return value >= rule.minimum && value <= rule.maximum &&
         (rule.exclusive_minimum == INT64_MIN || value > rule.exclusive_minimum) &&
         (rule.exclusive_maximum == INT64_MAX || value < rule.exclusive_maximum) &&
         (rule.multiple_of == 0 || value % rule.multiple_of == 0);
}

/// Whether a length in bytes is enough to show that a rule is kept. A code point has one to four
/// bytes.
[[nodiscard]] constexpr bool surely_keeps(std::size_t bytes, const StringRule& rule) {
  return bytes <= rule.max_length &&
         (rule.min_length <= 1 ? bytes >= rule.min_length : bytes / 4 >= rule.min_length) &&
         rule.pattern == nullptr && rule.format == Format::none;
}

}  // namespace detail

}  // namespace vgen::json
