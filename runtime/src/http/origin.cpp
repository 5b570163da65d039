#include <vgen/http/origin.hpp>

#include <vgen/http/headers.hpp>
#include <vgen/http/host.hpp>
#include <vgen/http/request.hpp>
#include <vgen/http/response.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

struct OriginScheme {
  std::string_view prefix;
  std::string_view port;  ///< The default port, with its colon.
};

constexpr OriginScheme schemes[] = {{"http://", ":80"}, {"https://", ":443"}};

std::string_view without_suffix(std::string_view text, std::string_view suffix) noexcept {
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return text;
}

constexpr std::string_view all = "*";

bool is_origin(std::string_view text) noexcept {
  const std::size_t end = text.find("://");
  return end != std::string_view::npos && end != 0 && text.size() > end + 3 &&
         is_host(text.substr(end + 3)) && text.find('*') == std::string_view::npos;
}

/// Fields that a page may read without permission (Fetch standard, section 2.2.5), or never.
bool needs_no_permission(std::string_view name) noexcept {
  constexpr std::string_view names[] = {"Cache-Control", "Content-Language", "Content-Length",
                                        "Content-Type",  "Expires",          "Last-Modified",
                                        "Pragma",        "Set-Cookie",       "Vary"};
  return name.starts_with("Access-Control-") ||
         std::ranges::any_of(names,
                             [&](std::string_view known) { return same_header_name(known, name); });
}

/// The names of the fields of an answer that a page may read only with permission.
std::string exposed_names(const Headers& headers) {
  std::string list = "X-Request-Id";
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string_view name = headers[i].name;
    if (!needs_no_permission(name)) list.append(", ").append(name);
  }
  return list;
}

/// How long a browser may keep the answer to a preflight, in seconds. Chromium's own limit.
constexpr std::string_view preflight_age = "7200";

}  // namespace

/// The case of ASCII letters does not matter, as in names of header fields.
bool is_own_origin(std::string_view origin, std::string_view host) noexcept {
  return std::ranges::any_of(schemes, [&](const OriginScheme& scheme) {
    const std::size_t size = scheme.prefix.size();
    return origin.size() > size && same_header_name(origin.substr(0, size), scheme.prefix) &&
           same_header_name(without_suffix(origin.substr(size), scheme.port),
                            without_suffix(host, scheme.port));
  });
}

bool is_own_page(const Request& request, std::string_view origin) noexcept {
  if (!is_own_origin(origin, request.asked_host())) return false;
  if (request.scheme == Scheme::unknown) return true;
  const OriginScheme& own = schemes[request.scheme == Scheme::https ? 1 : 0];
  return same_header_name(origin.substr(0, own.prefix.size()), own.prefix);
}

bool is_page_allowed(const Request& request, std::string_view origin,
                     std::span<const std::string> allowed) noexcept {
  return is_own_page(request, origin) ||
         std::ranges::any_of(allowed, [&](const std::string& known) {
           return known == all || same_header_name(known, origin);
         });
}

AllowedOrigins::AllowedOrigins(std::vector<std::string> origins)
    : origins_(std::move(origins)),
      allows_all_(std::ranges::find(origins_, all) != origins_.end()) {
  for (const std::string& origin : origins_) {
    if (origin != all && !is_origin(origin))
      throw std::invalid_argument("the origin \"" + origin +
                                  "\" must be a scheme and a host, such as "
                                  "https://app.example.org, or *");
  }
}

bool AllowedOrigins::allows(const Request& request, std::string_view origin) const noexcept {
  return is_page_allowed(request, origin, origins_);
}

bool AllowedOrigins::allows_page_of(const Request& request) const noexcept {
  const auto origin = request.header("Origin");
  return origin && allows(request, *origin);
}

bool AllowedOrigins::is_preflight(const Request& request) const noexcept {
  return request.method == "OPTIONS" && request.header("Access-Control-Request-Method") &&
         allows_page_of(request);
}

void AllowedOrigins::answer_preflight(const Request& request, std::string_view allow,
                                      Response& response) const {
  response.status = 204;
  Headers& headers = response.headers;
  headers.add("Access-Control-Allow-Methods",
              allow.empty() ? request.header("Access-Control-Request-Method").value_or("") : allow);
  if (const auto names = request.header("Access-Control-Request-Headers"))
    headers.add("Access-Control-Allow-Headers", *names);
  headers.add_trusted("Access-Control-Max-Age", preflight_age);
  headers.add_trusted("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
}

void AllowedOrigins::add_fields(const Request& request, Response& response) const {
  constexpr std::string_view field = "Access-Control-Allow-Origin";
  Headers& headers = response.headers;
  if (headers.find(field)) return;
  if (allows_all_) {
    headers.add_trusted(field, all);
    headers.add_trusted("Access-Control-Expose-Headers", all);
    return;
  }
  if (allows_page_of(request)) {
    const std::string names = exposed_names(headers);
    headers.add(field, *request.header("Origin"));
    headers.add_trusted("Access-Control-Allow-Credentials", "true");
    headers.add_trusted("Access-Control-Expose-Headers", names);
  }
  // A cache may not give the answer to a page of another origin.
  headers.add_trusted("Vary", "Origin");
}

}  // namespace vgen
