/// Which of the alternatives of a variant a JSON value is.
#pragma once

#include <vgen/json/json_kinds.hpp>
#include <vgen/json/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen::json {

namespace detail {

/// What a reader is told about the object that is read next at the level of `step`.
struct StructHint {
  Step step{};             ///< Adds nothing to the way: it marks the level.
  std::string_view tag{};  ///< A member that is not the struct's own.
  const char* resume =
      nullptr;  ///< Where the object goes on behind its tag, if the tag came first.
  bool tag_seen = false;
  MemberTable* table = nullptr;  ///< Where to leave a list of the members instead of reading them.
};

/// An alternative of a variant, and how the names in an object suit it.
struct Candidate {
  bool is_object = false;
  bool has_table = false;  ///< Else any name suits it.
  MemberTable table{};
  unsigned known = 0;
  unsigned unknown = 0;
  unsigned missing = 0;
  std::uint64_t seen = 0;  ///< Of the first 64 members.
};

/// The alternative for the kind of the next value; `SIZE_MAX` after reporting that there is none.
std::size_t choose_by_kind(Reader& in, const JsonKinds* alternatives, std::size_t count);

}  // namespace detail

/// Finds out which struct an object is, and stays while the struct is read: with `read_object`, as
/// generated codecs do.
class StructChoice {
 public:
  static constexpr std::size_t none =
      SIZE_MAX;  ///< It was reported that there is none; the object was skipped.
  static constexpr std::size_t several = SIZE_MAX - 1;  ///< Only trial can tell.

  explicit StructChoice(Reader& in);
  ~StructChoice();
  StructChoice(const StructChoice&) = delete;
  StructChoice& operator=(const StructChoice&) = delete;

  /// By the member `discriminator`, wherever it stands.
  std::size_t by_tag(std::string_view discriminator, const std::string_view* names,
                     std::size_t count);

  /// Makes the next struct that is read leave its members in `candidate`, and nothing else; until
  /// `asked`.
  void ask(detail::Candidate& candidate);
  void asked();
  /// By the names of the members. With `unknown_members` members that a candidate does not know
  /// count for nothing.
  std::size_t by_names(detail::Candidate* candidates, std::size_t count);
  /// Reports that the object is none of them.
  std::size_t fits_none();

 private:
  bool next_name(bool first, std::string_view& name, bool& escaped);
  bool end_of_object();
  std::size_t rewind_and_skip();
  void rewind();
  std::size_t tag_value(const std::string_view* names, std::size_t count, bool first);
  void count_names(detail::Candidate* candidates, std::size_t count);

  Reader& in_;
  detail::StructHint hint_{};
  detail::StructHint* outer_;
  const char* begin_;
  std::size_t depth_;

  friend class StructTrial;
};

/// Reads an object in the hope that it is a certain struct.
class StructTrial {
 public:
  explicit StructTrial(Reader& in);
  ~StructTrial();
  StructTrial(const StructTrial&) = delete;
  StructTrial& operator=(const StructTrial&) = delete;

  /// Whether it was: else the reader stands where it stood before, unless the text is malformed.
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
