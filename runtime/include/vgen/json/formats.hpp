/// The formats of strings that vgen checks, as in the format vocabulary of JSON Schema 2020-12
/// (section 7.3).
#pragma once

#include <span>
#include <string_view>

namespace vgen::json {

/// A format of strings. `date_time` is written `date-time` in schemas.
enum class Format : unsigned char {
  none,
  email,
  uri,
  uuid,
  date,
  date_time,
  time,
  ipv4,
  ipv6,
  hostname
};

/// The name of the format in a schema: "date-time". Empty for `none`.
[[nodiscard]] std::string_view name_of(Format format);

/// The format of this name in a schema; `none` if vgen does not know it.
[[nodiscard]] Format format_named(std::string_view name);

/// The names of all formats in schemas, without `none`.
[[nodiscard]] std::span<const std::string_view> format_names();

/// Whether a string has the format. `none` accepts anything. The sources:
/// email: RFC 5321 `Mailbox` (quoted local parts and address literals included; ASCII only) · uri:
/// RFC 3986 `URI` (absolute, with a scheme) · uuid: RFC 4122 section 3, either case · date, time,
/// date-time: RFC 3339 section 5.6 (leap seconds only at 23:59:60 UTC) · ipv4: RFC 2673
/// section 3.2, four decimal numbers without leading zeros · ipv6: RFC 4291 section 2.2, without
/// zone · hostname: RFC 1123 section 2.1, at most 253 characters, labels at most 63.
[[nodiscard]] bool has_format(std::string_view text, Format format);

}  // namespace vgen::json
