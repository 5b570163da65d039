/// The limits of data from outside.
#pragma once

#include <cstddef>

namespace vgen {

/// Limits of one document (a body, a message). A document beyond a limit is refused as a whole,
/// with the code `depth` or `size`. The host that receives a document limits its size.
struct Limits {
  /// Levels of nested arrays and objects; at most `max_depth`.
  std::size_t depth = 64;
  /// Items of one array, members of one map. Limits the memory that a short text such as
  /// `[{},{},…]` can need.
  std::size_t items = 100'000;
  /// Bytes of one string or member name, counted in the text.
  std::size_t string_bytes = 16 * 1024 * 1024;
  /// Faults that are reported. If there are more, only `Faults::dropped` is set.
  std::size_t faults = 32;

  /// A greater `depth` counts as this, because readers are recursive and a thread's stack is
  /// finite.
  static constexpr std::size_t max_depth = 512;
};

}  // namespace vgen
