/// The bounds of what is taken from outside.
#pragma once

#include <cstddef>

namespace vgen {

/// Bounds on one document (a body, a message). What goes beyond a bound is refused as a whole, with
/// the code `depth` or `size`; the size of the document itself is bounded where it is received.
struct Limits {
  /// Arrays and objects inside of each other; at most `max_depth`.
  std::size_t depth = 64;
  /// Items of one array, members of one map. Bounds the memory that a short text can ask for:
  /// `[{},{},…]`.
  std::size_t items = 100'000;
  /// Bytes of one string or member name, counted in the text.
  std::size_t string_bytes = 16 * 1024 * 1024;
  /// Faults that are told; further ones are only known to exist (`Faults::dropped`).
  std::size_t faults = 32;

  /// A greater `depth` counts as this: readers are recursive, and a thread's stack is finite.
  static constexpr std::size_t max_depth = 512;
};

}  // namespace vgen
