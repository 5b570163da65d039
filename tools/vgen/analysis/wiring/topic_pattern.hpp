#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// The name of a topic: `todos/{label}`.
struct TopicPattern {
  /// A fixed text, or a parameter.
  struct Segment {
    std::string text;  ///< Without braces.
    bool is_parameter = false;
    SourceRange range;

    bool operator==(const Segment&) const = default;
  };

  std::vector<Segment> segments;

  /// Whether some text is a topic of both.
  [[nodiscard]] bool overlaps(const TopicPattern& other) const;

  bool operator==(const TopicPattern&) const = default;
};

/// Splits the name of a topic. Reports syntax errors and then returns nothing.
std::optional<TopicPattern> parse_topic_pattern(Workspace& workspace,
                                                const Written<frontend::StringValue>& name);

}  // namespace vgen::tool::analysis
