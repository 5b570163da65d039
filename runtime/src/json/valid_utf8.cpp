#include "utf8.hpp"

#include <vgen/json/utf8.hpp>

#include <algorithm>
#include <array>

namespace vgen::json {

bool is_valid_utf8(std::string_view text) {
  return detail::is_valid_utf8(text);
}

std::size_t valid_utf8_prefix(std::string_view text) {
  const char* const end = text.data() + text.size();
  return static_cast<std::size_t>(detail::find_invalid_utf8(text.data(), end) - text.data());
}

bool may_begin_utf8(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > 3) return false;
  // If any continuation makes it valid, then the lowest or the highest one does.
  const auto is_begin_with = [&](char filler) {
    std::array<char, 4> whole;
    std::ranges::fill(whole, filler);
    std::ranges::copy(text, whole.begin());
    return detail::utf8_sequence(whole.data(), whole.data() + whole.size()) > text.size();
  };
  return is_begin_with('\x80') || is_begin_with('\xBF');
}

}  // namespace vgen::json
