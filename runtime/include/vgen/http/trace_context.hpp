/// The place of an event in a distributed trace (W3C Trace Context, level 1).
#pragma once

#include <vgen/http/headers.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

class RequestIds;

/// A trace goes through several programs: each call that one of them makes to another one carries
/// `traceparent` and `tracestate`.
struct Trace {
  std::string trace_id{};   ///< 32 lower-case hexadecimal digits: the same in all programs.
  std::string parent_id{};  ///< 16 digits: the span of the caller. Empty if the trace begins here.
  std::string span_id{};    ///< 16 digits: this event.
  bool sampled = false;     ///< Whether the caller may have recorded its part.
  std::string state{};      ///< `tracestate`, to be passed on; empty if there is none.

  /// The `traceparent` for calls to other programs: "00-…-…-01".
  [[nodiscard]] std::string traceparent() const;

  bool operator==(const Trace&) const = default;
};

/// Continues the trace of a request, or begins a new one if its `traceparent` is missing, wrong or
/// there more than once. Then `tracestate` is ignored too.
[[nodiscard]] Trace trace_of(std::span<const Header> headers, RequestIds& ids);

}  // namespace vgen
