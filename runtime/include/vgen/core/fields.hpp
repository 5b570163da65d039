/// Several texts in one: each has its size before it.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace vgen {

/// Appends "5:hello".
inline void append_field(std::string& text, std::string_view field) {
  text.append(std::to_string(field.size())).append(":").append(field);
}

/// Takes the first field out of a text; none if it has another form.
inline std::optional<std::string_view> take_field(std::string_view& text) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  const auto head = static_cast<std::size_t>(end - text.data()) + 1;
  if (error != std::errc() || head > text.size() || *end != ':' || size > text.size() - head)
    return std::nullopt;
  const std::string_view field = text.substr(head, size);
  text.remove_prefix(head + size);
  return field;
}

/// A whole number; 0 for any other text.
inline std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

}  // namespace vgen
