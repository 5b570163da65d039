#include <vgen/http/query.hpp>

namespace vgen {

bool QueryReader::next(QueryPair& pair) noexcept {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('&');
    const std::string_view text = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    if (text.empty()) continue;
    const std::size_t equals = text.find('=');
    pair.name = text.substr(0, equals);
    pair.value = equals == std::string_view::npos ? std::string_view() : text.substr(equals + 1);
    return true;
  }
  return false;
}

}  // namespace vgen
