/// Segments of a path's template, and what they match.
#pragma once

#include <vgen/dispatch/path_values.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// What a segment of a template is. The order is the order in which the router tries them.
enum class SegmentKind {
  text,       ///< `todos`
  mixed,      ///< `{name}.json`, `{lat},{lon}`
  parameter,  ///< `{id}`
  rest,       ///< `{path...}`
};

[[nodiscard]] SegmentKind segment_kind(std::string_view segment) noexcept;

/// A segment with text and parameters: `{name}.json`, `{base}...{head}`.
///
/// Each value has at least one character. If there are several ways to split a segment, the first
/// parameter takes as much as it can, then the second one: `{name}.{extension}` splits
/// "a.tar.gz" into "a.tar" and "gz".
///
/// An encoded character of the request belongs to a value, so "a%2Cb,c" is split by
/// `{first},{second}` at the comma that is not encoded. Only a segment that does not match in this
/// way is matched again with encoded characters as text: "a%2Ejson" matches `{name}.json`.
class SegmentPattern {
 public:
  explicit SegmentPattern(std::string_view segment);

  /// Whether a segment of a request, still encoded, matches. Then the values are pushed as sent.
  bool match(std::string_view segment, PathValues& values) const;
  [[nodiscard]] std::size_t parameters() const noexcept { return texts_.size() - 1; }

  /// Whether this pattern is tried first: the one with more text, then the one with fewer
  /// parameters.
  [[nodiscard]] bool comes_before(const SegmentPattern& other) const;
  /// The names of parameters do not matter.
  bool operator==(const SegmentPattern&) const = default;

 private:
  enum class Escapes { value, text };
  bool match(std::string_view segment, Escapes escapes, PathValues& values) const;

  std::vector<std::string> texts_;  ///< Decoded: before, between and behind the parameters.
  std::size_t size_ = 0;            ///< The length of all texts.
};

}  // namespace vgen
