/// The pages that may use a server (RFC 6454), and what browsers have to know of that (CORS; Fetch
/// standard, section 3.2).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

struct Request;
struct Response;

/// Whether a page of this origin comes from the server itself. `origin` is the value of `Origin`,
/// "https://example.org:8443"; `host` is the value of `Host`. The scheme is not compared, because a
/// proxy may have ended TLS; the default port of a scheme does not matter.
[[nodiscard]] bool is_own_origin(std::string_view origin, std::string_view host) noexcept;

/// Whether the page that has made a request comes from the server itself. The scheme counts too if
/// it is known.
[[nodiscard]] bool is_own_page(const Request& request, std::string_view origin) noexcept;
/// Whether it may use the server: its own pages, those in the list, and all if the list has "*". A
/// browser sends the credentials of its user with a handshake from any page, so a foreign page
/// could act for that user.
[[nodiscard]] bool is_page_allowed(const Request& request, std::string_view origin,
                                   std::span<const std::string> allowed) noexcept;

/// The origins whose pages may use a server, and the fields by which a browser lets them.
///
/// A page of a listed origin may send the credentials of its user, and may read every field of an
/// answer. With "*", pages of all origins may read answers, but they may not use credentials.
class AllowedOrigins {
 public:
  /// Each is a scheme and a host, "https://app.example.org:8443", or "*". Throws
  /// `std::invalid_argument` for other texts.
  explicit AllowedOrigins(std::vector<std::string> origins);

  /// Whether pages of other origins than the server's own one may use it.
  [[nodiscard]] bool empty() const noexcept { return origins_.empty(); }
  /// As `is_page_allowed`.
  [[nodiscard]] bool allows(const Request& request, std::string_view origin) const noexcept;

  /// Whether a browser asks for an allowed page what it may send (a CORS preflight).
  [[nodiscard]] bool is_preflight(const Request& request) const noexcept;
  /// The answer to that: 204. `allow` has the methods of the path, as in the field `Allow`. For an
  /// empty one the method is allowed too, so that the page sees the 404.
  void answer_preflight(const Request& request, std::string_view allow, Response& response) const;
  /// Adds what lets the page read the answer, unless the answer says it itself.
  void add_fields(const Request& request, Response& response) const;

 private:
  [[nodiscard]] bool allows_page_of(const Request& request) const noexcept;

  std::vector<std::string> origins_;
  bool allows_all_ = false;
};

}  // namespace vgen
