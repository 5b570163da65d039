#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// In the order in which the router tries them.
enum class SegmentKind { text, mixed, parameter, rest };

/// A segment of a path without the names of its parameters: `{name}.json` is mixed, its texts are
/// "" and ".json".
struct PathSegment {
  SegmentKind kind = SegmentKind::text;
  std::vector<std::string> texts;  ///< Decoded: before, between and behind the parameters.

  auto operator<=>(const PathSegment&) const = default;
};

/// The bytes that a text of a path stands for: `%2C` is a comma.
std::string percent_decoded(std::string_view text);

/// Whether some path fits both, and nothing says which of them the router tries first. Paths with
/// the same segments are not ambiguous but the same.
bool are_ambiguous(std::span<const PathSegment> one, std::span<const PathSegment> other);

}  // namespace vgen::tool::analysis
