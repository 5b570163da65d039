/// Parts of an answer (RFC 9110, section 14).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vgen {

/// The part of a body that a `Range` asks for.
struct ByteRange {
  enum class Kind : unsigned char {
    whole,          ///< The field does not matter: it is malformed, or asks for several parts.
    part,           ///< `first` and `size` are inside of the body.
    unsatisfiable,  ///< The body has no such part: 416.
  };
  Kind kind = Kind::whole;
  std::uint64_t first = 0;
  std::uint64_t size = 0;

  bool operator==(const ByteRange&) const = default;
};

/// Reads `Range` for a body of this size: "bytes=0-499", "bytes=500-", "bytes=-500".
[[nodiscard]] ByteRange read_range(std::string_view field, std::uint64_t size) noexcept;

/// The value of `Content-Range` for a part: "bytes 0-499/1234"; for a part that there is not:
/// "bytes */1234".
[[nodiscard]] std::string content_range(const ByteRange& range, std::uint64_t size);

}  // namespace vgen
