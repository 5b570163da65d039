/// Finds the alternative of a variant for a JSON value.
#pragma once

#include <vgen/json/json_kinds.hpp>
#include <vgen/json/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen::json {

namespace detail {

/// A hint for the reader about the next object at the level of `step`.
struct StructHint {
  Step step{};                   ///< Marks the level, and adds nothing to the path.
  std::string_view tag{};        ///< A member that does not belong to the struct.
  const char* resume = nullptr;  ///< The place after the tag, if the tag came first.
  bool tag_seen = false;
  MemberTable* table = nullptr;  ///< Gets the list of the members, which are then not read.
};

/// An alternative of a variant, and how the names in an object fit it.
struct Candidate {
  bool is_object = false;
  bool has_table = false;  ///< If false, any name fits.
  MemberTable table{};
  unsigned known = 0;
  unsigned unknown = 0;
  unsigned missing = 0;
  std::uint64_t seen = 0;  ///< Bits of the first 64 members.
};

/// The alternative for the kind of the next value; `SIZE_MAX` after it reported that there is none.
std::size_t choose_by_kind(Reader& in, const JsonKinds* alternatives, std::size_t count);

}  // namespace detail

/// Finds the struct of an object. Must live while the struct is read with `read_object`, as
/// generated codecs do.
class StructChoice {
 public:
  static constexpr std::size_t none =
      SIZE_MAX;  ///< There is none: this was reported, and the object was skipped.
  static constexpr std::size_t several = SIZE_MAX - 1;  ///< Several fit; a trial decides.

  explicit StructChoice(Reader& in);
  ~StructChoice();
  StructChoice(const StructChoice&) = delete;
  StructChoice& operator=(const StructChoice&) = delete;

  /// Decides by the member `discriminator`, at any position. If it is open, another name is that of
  /// the last alternative, and then the object is read from its beginning.
  std::size_t by_tag(std::string_view discriminator, const std::string_view* names,
                     std::size_t count, bool is_open = false);

  /// Until `asked`, makes the next struct only leave its members in `candidate`.
  void ask(detail::Candidate& candidate);
  void asked();
  /// Decides by the names of the members. With `unknown_members`, members that a candidate does not
  /// know are ignored.
  std::size_t by_names(detail::Candidate* candidates, std::size_t count);
  /// Reports that no alternative fits the object.
  std::size_t fits_none();

 private:
  bool next_name(bool first, std::string_view& name, bool& escaped);
  bool end_of_object();
  std::size_t rewind_and_skip();
  void rewind();
  std::size_t tag_value(const std::string_view* names, std::size_t count, bool first, bool is_open);
  void count_names(detail::Candidate* candidates, std::size_t count);

  Reader& in_;
  detail::StructHint hint_{};
  detail::StructHint* outer_;
  const char* begin_;
  std::size_t depth_;

  friend class StructTrial;
};

/// Tries to read an object as a certain struct.
class StructTrial {
 public:
  explicit StructTrial(Reader& in);
  ~StructTrial();
  StructTrial(const StructTrial&) = delete;
  StructTrial& operator=(const StructTrial&) = delete;

  /// Whether it succeeded. If not, the reader is back at its earlier position, unless the text is
  /// malformed.
  bool accept();

 private:
  Reader& in_;
  Faults found_{1};
  Faults* faults_;
  std::size_t first_fault_;
  const char* begin_;
  std::size_t depth_;
};

}  // namespace vgen::json
