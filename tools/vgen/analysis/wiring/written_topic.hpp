#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"

namespace vgen::tool::analysis {

/// A Topic as written.
struct WrittenTopic {
  const frontend::DeclaredWiring* declared = nullptr;
  std::optional<Written<frontend::StringValue>> name{};
  std::uint64_t history = 0;
  bool replay_last = false;
  std::optional<Written<frontend::DeclaredType>> presence{};  ///< The type of the members.
  bool is_readable = true;

  bool operator==(const WrittenTopic&) const = default;
};

/// A TopicRoute as written.
struct WrittenTopicRoute {
  std::optional<Written<std::string>> topic{};  ///< The qualified name of the variable.
  std::optional<Written<frontend::FunctionValue>> permission{};
  SourceRange range{};
  bool is_readable = true;

  bool operator==(const WrittenTopicRoute&) const = default;
};

}  // namespace vgen::tool::analysis
