/// Versions of what requests are about, and requests that depend on them (RFC 9110, section 13).
#pragma once

#include <vgen/http/request.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// The present version of what a request is about.
struct Version {
  /// A text that is another one after each change, such as a revision or a hash: visible ASCII
  /// characters, without quotes. Empty if there is none.
  std::string etag{};
  /// Whether the tag stays the same for changes that do not matter. Weak tags are not enough for
  /// `If-Match` and for parts of files.
  bool weak = false;
  /// The time of the last change; none if it is not known.
  std::optional<std::chrono::system_clock::time_point> modified{};
  /// False if there is nothing yet. The other members do not matter then.
  bool exists = true;

  bool operator==(const Version&) const = default;
};

/// The value of `ETag`: `"7"`, or `W/"7"`. Throws `std::invalid_argument` for a text that cannot be
/// sent.
[[nodiscard]] std::string entity_tag(std::string_view etag, bool weak = false);

/// What the conditions of a request say.
enum class Condition : unsigned char {
  met,           ///< The request may be answered.
  not_modified,  ///< The client has this version: 304.
  failed,        ///< The client means another version: 412.
};

/// Checks `If-Match`, `If-Unmodified-Since`, `If-None-Match` and `If-Modified-Since`, in the order
/// of section 13.2.2.
[[nodiscard]] Condition check_conditions(const Request& request, const Version& version);

/// Whether `If-Range` is absent or names this version, so that a part of it may be sent (section
/// 13.1.5).
[[nodiscard]] bool allows_range(const Request& request, const Version& version);

}  // namespace vgen
