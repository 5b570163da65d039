#pragma once

#include "tools/vgen/model/documentation.hpp"
#include "tools/vgen/model/type.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

using TopicIndex = std::size_t;

/// `{label}` of a topic's name.
struct TopicParameter {
  std::string name;    ///< `label`
  TypeIndex type = 0;  ///< A scalar.
  SourceRange location;

  bool operator==(const TopicParameter&) const = default;
};

/// A named stream of messages.
struct Topic {
  std::string name;       ///< `todo_events`
  std::string wire_name;  ///< `todoEvents`: its name in clients; unique.
  std::string cpp;        ///< `todo::todo_events`
  std::string pattern;    ///< `todos/{label}`: no two of them have a text in common.
  std::vector<TopicParameter> parameters;  ///< In the order of the pattern.
  TypeIndex type = 0;                      ///< Of its messages.
  std::uint64_t history = 0;               ///< The messages that are kept.
  bool replay_last = false;                ///< New subscribers get the latest message.
  std::optional<TypeIndex> presence;       ///< How subscribers see each other: a struct.
  Documentation documentation;
  SourceRange location;

  bool operator==(const Topic&) const = default;
};

/// A topic that the clients of a channel may subscribe to.
struct TopicRoute {
  TopicIndex topic = 0;
  std::string permission;      ///< `todo::may_see_label`; empty: every client may subscribe.
  bool takes_session = false;  ///< The permission takes the session, so a client needs one.
  bool is_task = false;        ///< The permission is a coroutine.
  SourceRange location;

  bool operator==(const TopicRoute&) const = default;
};

}  // namespace vgen::tool::model
