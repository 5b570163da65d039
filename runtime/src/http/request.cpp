#include <vgen/http/cookies.hpp>
#include <vgen/http/host.hpp>
#include <vgen/http/request.hpp>

#include <array>
#include <cstddef>

namespace vgen {
namespace {

/// The path and query of an absolute form: the text after the authority of
/// "http://host:1/path?query". Null data if it has another form. Rare, so it is a separate
/// function.
[[gnu::noinline]] std::string_view after_authority(std::string_view target) noexcept {
  const std::string_view authority = authority_of(target);
  if (authority.empty() || authority.front() == ':' || !is_host(authority)) return {};
  target.remove_prefix(static_cast<std::size_t>(authority.data() - target.data()) +
                       authority.size());
  return target.empty() ? std::string_view("/") : target;
}

/// A question mark or hash sign.
bool ends_path(char c) noexcept {
  static constexpr auto table = [] {
    std::array<bool, 256> ends{};
    ends['?'] = ends['#'] = true;
    return ends;
  }();
  return table[static_cast<unsigned char>(c)];
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
  if (!target.starts_with('/') && target != "*") {
    rest = after_authority(target);
    if (rest.data() == nullptr) return false;
  }
  std::size_t path = 0;
  while (path != rest.size() && !ends_path(rest[path])) ++path;  // a simple loop: paths are short
  std::string_view query;
  if (path != rest.size()) {
    query = rest.substr(path + 1);
    if (rest[path] == '#' || query.find('#') != std::string_view::npos)
      return false;  // clients never send a fragment
  }
  request.target = target;
  request.query = query;
  request.path = path != 0 ? rest.substr(0, path) : "/";  // "http://host?query"
  return true;
}

}  // namespace vgen
