/// Reading JSON text (RFC 8259) straight into structs.
///
/// One pass, no document tree, no allocation but what the target itself owns. Nothing beyond the end of the text is touched, so it needs no
/// padding. What a *value* has wrong (type, range, name) is reported and reading goes on after it, so that all faults are found;
/// what the *text* has wrong (syntax, encoding, depth, size) ends the reading: `malformed`. From there on every function
/// returns at once and reports nothing, so callers need not ask between two members.
#pragma once

#include <vgen/core/limits.hpp>
#include <vgen/json/fault_site.hpp>
#include <vgen/json/members.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

/// For what is only worth its name if it melts into its caller. Without optimisation it would only make generated code longer.
#if defined(__OPTIMIZE__)
#define VGEN_JSON_HOT [[gnu::always_inline]]
#else
#define VGEN_JSON_HOT
#endif

namespace vgen::json {

class ObjectReader;
class ArrayReader;
class MapReader;
class StructChoice;

namespace detail {
struct StructHint;
}

/// What an API may choose to accept beyond the strict default.
struct Leniency {
  bool unknown_members = false;  ///< Members that the struct does not have are skipped.
  bool null_as_absent = false;   ///< null for an optional is as if the member were left out.
};

/// A position in a text. Not for several threads at once; made for each document.
class Reader : public FaultSite {
 public:
  /// Text and faults must outlive the reader; `place` is told in the faults. The pointers of faults start with `base`.
  Reader(std::string_view text, Faults& faults, const Limits& limits = {}, Place place = Place::body, Leniency leniency = {},
         std::string_view base = {});

  /// Checks that nothing but white space is left. Call it after the root was read. False if the text is malformed.
  bool finish();

  /// Whether the text is no JSON or is beyond the limits. Then exactly one fault of it is in the list, and the values are worthless.
  [[nodiscard]] bool malformed() const { return silent_; }
  [[nodiscard]] const Leniency& leniency() const { return leniency_; }

  // What follows reads one value each. False: it was reported that the value is none of that kind; the value was skipped.

  /// null is read only if it is the next value, else nothing is.
  bool null();
  bool boolean(bool& value);
  /// Any number without fraction, `1.0` and `1e2` too; beyond 64 bits it is INT64_MIN or INT64_MAX.
  bool integer(std::int64_t& value);
  /// The nearest double; numbers beyond its range are reported as `minimum` or `maximum`.
  bool number(double& value);
  bool number(float& value);
  /// Unescaped, valid UTF-8.
  bool string(std::string& value);
  /// The same without a copy: a view of the text, or, if the string has escapes, of memory that is reused by the next call.
  bool view(std::string_view& value);

  /// Reads any value and keeps nothing; its syntax is checked.
  void skip();
  /// Reads any value and gives its text, which is valid JSON; empty if malformed. A view of the text.
  std::string_view raw();
  /// The first character of the next value; NUL at the end. Reads nothing.
  [[nodiscard]] char peek();

  /// Reports that the next value is not of an expected JSON type, and skips it.
  void wrong_type(std::string_view expected);
  /// The same in other words.
  void wrong_type(std::string_view expected, std::string message);

  /// Ends the reading: `position` is where the text is wrong.
  void refuse(std::string_view code, std::string_view message, const char* position, std::string limit = {});

 private:
  friend class ObjectReader;
  friend class ArrayReader;
  friend class MapReader;
  friend class StructChoice;
  friend class StructTrial;

  bool slow_null();
  bool slow_integer(std::int64_t& value);
  bool slow_string(std::string& value);
  template <class Number>
  bool read_number(Number& value);
  const char* scan_number();
  const char* scan_string(const char* p, bool& escaped);
  void skip_members();
  void skip_items();
  bool literal(std::string_view word);
  void space();
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
  detail::StructHint* hint_ = nullptr;  // for the object at whose level it stands
  std::size_t read_again_ = 0;          // bytes, in vain
  std::string scratch_;
};

/// Reads one object of known members. `while ((member = object.next()) != ObjectReader::none)` read that member's value.
class ObjectReader {
 public:
  static constexpr unsigned none = ~0U;

  /// `seen` has a zero bit for each member.
  ObjectReader(Reader& in, const detail::MemberTable& table, std::uint64_t* seen) : in_(in), table_(table), seen_(seen) {
    step_.parent = in.step_;
    step_.members = table.list;
    in.step_ = &step_;
    if (in.p_ != in.end_ && *in.p_ == '{' && in.depth_left_ != 0) {
      --in.depth_left_;
    } else {
      slow_open();
    }
  }
  ~ObjectReader() { in_.step_ = step_.parent; }
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  /// Whether there is an object at all.
  [[nodiscard]] bool opened() const { return separator_ != '\0'; }

  /// The usual case: no white space, and members in order of declaration. Whether the next member is this one, whose value must be read
  /// now. Each member may be asked for once, in order, before `next`. Inlined with a constant member this is two comparisons.
  VGEN_JSON_HOT bool next_is(const detail::Member& member, unsigned index) {
    const char* const p = in_.p_;
    if (static_cast<std::size_t>(in_.end_ - p) < member.reach) return next_at_end(member, index);
    if (*p != separator_ || !matches(member, p + 1)) return false;
    accept(index, p + member.extent);
    return true;
  }

  /// The index of the next member, whose value must be read now; `none` at the end of the object, when everything about names has
  /// been reported.
  unsigned next() {
    const char* const p = in_.p_;
    if (p != in_.end_ && *p == '}' && separator_ == ',' && (table_.required[0] & ~seen_[0]) == 0 && table_.count < 64) {
      in_.leave(p + 1);
      return end();
    }
    const unsigned index = expected_;
    if (index<table_.count&& static_cast<std::size_t>(in_.end_ - p)> table_.list[index].reach && *p == separator_) {
      const detail::Member& member = table_.list[index];
      const unsigned space = p[1] == ' ' ? 1 : 0;
      if (matches(member, p + 1 + space) && (seen_[index / 64] >> index % 64 & 1) == 0) {
        accept(index, p + space + member.extent);
        expected_ = index + 1;
        return index;
      }
    }
    return slow_next();
  }

 private:
  /// Whether `"name":` stands at `p`, where at least 16 bytes and as many as that are left.
  VGEN_JSON_HOT static bool matches(const detail::Member& member, const char* p) {
    std::uint64_t word[2];
    std::memcpy(word, p, 16);
    return (word[0] & member.mask[0]) == member.word[0] && (word[1] & member.mask[1]) == member.word[1] &&
           (!member.is_long || matches_rest(member, p));
  }
  static bool matches_rest(const detail::Member& member, const char* p);
  VGEN_JSON_HOT void accept(unsigned index, const char* value) {
    seen_[index / 64] |= std::uint64_t{1} << index % 64;
    separator_ = ',';
    step_.index = index;
    in_.p_ = value;
  }
  unsigned end() {
    separator_ = '\0';
    expected_ = table_.count;
    return none;
  }
  void slow_open();
  bool hinted_open();
  bool is_tag(std::string_view name, bool escaped);
  bool next_at_end(const detail::Member& member, unsigned index);
  unsigned slow_next();
  unsigned lookup(std::string_view name, bool escaped) const;
  void unknown(std::string_view name, bool escaped);
  unsigned close();

  Reader& in_;
  const detail::MemberTable table_;
  std::uint64_t* seen_;
  detail::Step step_{};
  unsigned expected_ = 0;
  char separator_ = '{';
};

/// Reads one array: `while (array.next())` read an item; then `finish`.
class ArrayReader {
 public:
  /// Items beyond `max_items` are counted and skipped.
  explicit ArrayReader(Reader& in, std::size_t max_items = SIZE_MAX)
      : in_(in), limit_(max_items < in.max_items_ ? max_items : in.max_items_) {
    step_.parent = in.step_;
    in.step_ = &step_;
    if (in.p_ != in.end_ && *in.p_ == '[' && in.depth_left_ != 0) {
      --in.depth_left_;
      text_ = in.p_++;
      open_ = true;
    } else {
      slow_open();
    }
  }
  ~ArrayReader() { in_.step_ = step_.parent; }
  ArrayReader(const ArrayReader&) = delete;
  ArrayReader& operator=(const ArrayReader&) = delete;

  /// Whether there is an item, which must be read now.
  bool next() {
    const char* const p = in_.p_;
    if (p != in_.end_ && open_) {
      const char c = *p;
      if (count_ == 0 ? c > ' ' && c != ']' : c == ',') {
        if (count_ < limit_) {
          in_.p_ = count_ == 0 ? p : p + 1;
          step_.index = count_++;
          return true;
        }
      } else if (c == ']') {
        in_.leave(p + 1);
        open_ = false;
        return false;
      }
    }
    return slow_next();
  }

  /// After the last item: checks the number of items; false if there was no array. `step` is that of the array from here on.
  bool finish(const ArrayRule& rule) {
    in_.step_ = step_.parent;
    if (text_ != nullptr && count_ >= rule.min_items && count_ <= rule.max_items && !rule.unique) return true;
    return slow_finish(rule);
  }
  /// The same for a set. `duplicate`: the index of the first item that was in it already, or SIZE_MAX.
  bool finish_set(const ArrayRule& rule, std::size_t duplicate);
  /// Items that were found so far.
  [[nodiscard]] std::size_t count() const { return count_; }
  /// How many items to make room for when the first one is found.
  static std::size_t first_capacity(std::size_t item_size, const ArrayRule& rule) {
    const std::size_t usual = item_size > 256 ? 2 : item_size > 64 ? 4 : 512 / (item_size < 8 ? 8 : item_size);
    return usual < rule.max_items ? usual : rule.max_items;
  }

 private:
  void slow_open();
  bool slow_next();
  bool slow_finish(const ArrayRule& rule);
  void skip_rest();
  void leave();

  Reader& in_;
  detail::Step step_{};
  std::size_t limit_;
  std::size_t count_ = 0;
  const char* text_ = nullptr;  // where the array begins; null: there is none
  bool open_ = false;
};

/// Reads one object of any members: `while (map.next(name))` read a value; then `finish`.
class MapReader {
 public:
  explicit MapReader(Reader& in) : in_(in) {
    step_.parent = in.step_;
    in.step_ = &step_;
    open();
  }
  ~MapReader() { in_.step_ = step_.parent; }
  MapReader(const MapReader&) = delete;
  MapReader& operator=(const MapReader&) = delete;

  /// Reads the next name (unescaped) into `name`, which must then stay as it is until the member is read or `stands_at` was called.
  bool next(std::string& name);
  /// Says where the name is kept from now on.
  void stands_at(std::string_view name) { step_.key = name; }
  /// Reports that this member was there before, and skips its value.
  void duplicate();
  /// After the last member: checks the number of members; false if there was no object.
  bool finish(const MapRule& rule);

 private:
  void open();

  Reader& in_;
  detail::Step step_{};
  std::size_t count_ = 0;
  bool open_ = false;
  bool is_object_ = false;
};

inline bool Reader::null() {
  // Anything else at this place is either the value or white space before it.
  return p_ != end_ && (*p_ == 'n' || static_cast<unsigned char>(*p_) <= ' ') && slow_null();
}

inline bool Reader::integer(std::int64_t& value) {
  const char* p = p_;
  const char* const end = end_;
  if (p != end && *p == ' ') ++p;
  const bool negative = p != end && *p == '-';
  if (negative) ++p;
  const char* const digits = p;
  std::int64_t sum = 0;
  while (p != end && static_cast<unsigned char>(*p - '0') <= 9 && p - digits < 18) sum = sum * 10 + (*p++ - '0');
  // Fractions, exponents, leading zeros, more digits and what is no number at all are not so common. What follows the number is looked
  // at by whoever reads on.
  const char next = p != end ? *p : '\0';
  if (p == digits || (*digits == '0' && p - digits > 1) || next == '.' || (next | 0x20) == 'e' ||
      static_cast<unsigned char>(next - '0') <= 9) {
    return slow_integer(value);
  }
  p_ = p;
  value = negative ? -sum : sum;
  return true;
}

}  // namespace vgen::json
