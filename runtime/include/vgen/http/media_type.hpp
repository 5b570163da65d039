/// Media types and their negotiation (RFC 9110, sections 8.3.1 and 12.5.1).
#pragma once

#include <string_view>

namespace vgen {

inline constexpr std::string_view json_media_type = "application/json";

/// Whether a `Content-Type` is `application/json`; a charset, if given, must be UTF-8.
[[nodiscard]] bool is_json(std::string_view content_type) noexcept;

/// Whether a `Content-Type` is `application/x-www-form-urlencoded`; a charset, if given, must be
/// UTF-8.
[[nodiscard]] bool is_form(std::string_view content_type) noexcept;

/// The weight, from 0 to 1000, that an `Accept` header gives to this media type, such as
/// "application/json". The most specific range decides; 0 refuses.
[[nodiscard]] int weight_of(std::string_view accept, std::string_view media_type) noexcept;
/// Whether an `Accept` header accepts this media type.
[[nodiscard]] inline bool accepts(std::string_view accept, std::string_view media_type) noexcept {
  return weight_of(accept, media_type) != 0;
}

}  // namespace vgen
