/// Bytes as base64 text (RFC 4648, section 4, padded): `std::vector<std::byte>`,
/// `std::array<std::byte, N>`, and `std::span<const std::byte>`, which can only be written. Each
/// sequence of bytes has exactly one text, so the bits after the last byte must be zero.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <cstddef>
#include <string_view>

namespace vgen::json::detail {

/// The number of bytes in a text; `SIZE_MAX` if it is not base64.
[[nodiscard]] std::size_t base64_size(std::string_view text);
/// Decodes a text whose size is known.
void decode_base64(std::string_view text, std::byte* bytes);
void write_base64(Writer& out, const std::byte* bytes, std::size_t size);
/// `exactly`: the expected number of bytes, or `SIZE_MAX`.
void no_base64(FaultSite& site, std::size_t exactly);

template <class T>
struct Form<T, Kind::bytes> {
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    std::string_view text;
    if (!in.view(text) || !(check_string(in, text, rules) && ...)) return;
    const std::size_t size = base64_size(text);
    if constexpr (requires { value.resize(size); }) {
      if (size == SIZE_MAX) return no_base64(in, SIZE_MAX);
      value.resize(size);
    } else {
      static_assert(ArrayLike<T>, "a span of bytes can only be written");
      if (size != value.size()) return no_base64(in, value.size());
    }
    decode_base64(text, value.data());
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&...) {
    write_base64(out, value.data(), value.size());
  }
};

}  // namespace vgen::json::detail
