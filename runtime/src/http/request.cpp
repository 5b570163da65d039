#include <vgen/http/cookies.hpp>
#include <vgen/http/request.hpp>

namespace vgen {
namespace {

/// The path and query of an absolute form: what follows the authority of "http://host:1/path?query". Null data: it is no such form.
std::string_view after_authority(std::string_view target) noexcept {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !same_header_name(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = target.find_first_of("/?");
    if (end == 0 || target.empty()) return {};
    return end == std::string_view::npos ? std::string_view("/") : target.substr(end);
  }
  return {};
}

}  // namespace

std::optional<std::string_view> Request::cookie(std::string_view name) const noexcept {
  for (const Header& header : headers) {
    if (!same_header_name(header.name, "Cookie")) continue;
    if (const auto value = find_cookie(header.value, name)) return value;
  }
  return std::nullopt;
}

bool set_target(Request& request, std::string_view target) noexcept {
  std::string_view rest = target;
  if (target.empty()) return false;
  if (target.front() != '/' && target != "*") {
    rest = after_authority(target);
    if (rest.data() == nullptr) return false;
  }
  std::size_t path = 0;
  while (path != rest.size() && rest[path] != '?' && rest[path] != '#') ++path;  // by hand: paths are short
  const std::string_view query = rest.substr(path);
  if (query.find('#') != std::string_view::npos) return false;  // a fragment is never sent
  request.target = target;
  request.path = rest.substr(0, path);
  request.query = query.empty() ? std::string_view() : query.substr(1);
  if (request.path.empty()) request.path = "/";  // "http://host?query"
  return true;
}

}  // namespace vgen
