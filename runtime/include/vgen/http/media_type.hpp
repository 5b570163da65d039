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

/// Whether a `Content-Type` is one of these media types or in one of these ranges, separated by
/// commas: "text/csv, image/*". Parameters do not count.
[[nodiscard]] bool is_one_of(std::string_view content_type, std::string_view types) noexcept;
/// Whether a `Content-Type` says nothing of a charset other than UTF-8.
[[nodiscard]] bool is_utf8(std::string_view content_type) noexcept;

/// The media type of an answer that can be of these types, separated by commas, for an `Accept`
/// header: the one with the largest weight, and of equal ones the first. Of a range it is the part
/// that the client accepts, such as "image/png" of "image/*". Empty if the client accepts none of
/// them. An empty header accepts all.
[[nodiscard]] std::string_view choose_media_type(std::string_view accept,
                                                 std::string_view types) noexcept;

}  // namespace vgen
