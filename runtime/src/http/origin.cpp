#include <vgen/http/origin.hpp>

#include <vgen/http/headers.hpp>

#include <algorithm>

namespace vgen {
namespace {

struct Scheme {
  std::string_view prefix;
  std::string_view port;  ///< The default port, with its colon.
};

constexpr Scheme schemes[] = {{"http://", ":80"}, {"https://", ":443"}};

std::string_view without_suffix(std::string_view text, std::string_view suffix) noexcept {
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return text;
}

}  // namespace

/// The case of ASCII letters does not matter, as in names of header fields.
bool is_own_origin(std::string_view origin, std::string_view host) noexcept {
  return std::ranges::any_of(schemes, [&](const Scheme& scheme) {
    const std::size_t size = scheme.prefix.size();
    return origin.size() > size && same_header_name(origin.substr(0, size), scheme.prefix) &&
           same_header_name(without_suffix(origin.substr(size), scheme.port),
                            without_suffix(host, scheme.port));
  });
}

bool is_origin_allowed(std::string_view origin, std::string_view host,
                       std::span<const std::string> allowed) noexcept {
  return is_own_origin(origin, host) || std::ranges::any_of(allowed, [&](const std::string& known) {
           return known == "*" || same_header_name(known, origin);
         });
}

}  // namespace vgen
