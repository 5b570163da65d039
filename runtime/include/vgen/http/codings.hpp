/// Content codings (RFC 9110, sections 8.4 and 12.5.3).
#pragma once

#include <vgen/http/request.hpp>
#include <vgen/http/response.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace vgen {

/// What the `Accept-Encoding` fields of a request accept.
struct Codings {
  int gzip = 0;         ///< The weight, from 0 to 1000; 0 refuses.
  int identity = 1000;  ///< The same for a body without coding.

  bool operator==(const Codings&) const = default;
};
[[nodiscard]] Codings accepted_codings(const Request& request) noexcept;

/// The text as gzip (RFC 1952). Throws `std::bad_alloc`.
[[nodiscard]] std::string gzip(std::string_view text);

/// Compresses the body of an answer if it is text in memory and the client prefers that. Adds
/// `Vary: Accept-Encoding` whenever the field decides.
///
/// Not compressed are answers that set a cookie or have `Cache-Control: no-store`, because the
/// length of a compressed text tells something about it (BREACH); and answers with a strong
/// `ETag`, which is for these bytes only.
void compress_body(const Request& request, Response& response);

}  // namespace vgen
