/// `boost::uuids::uuid` as in RFC 9562, and `std::filesystem::path`. The types are recognised by
/// their members, without their headers.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen::json::detail {

/// Reads 8-4-4-4-12 hexadecimal digits of either case as 16 bytes. Returns false after it reported
/// that the text has another form.
bool parse_uuid(FaultSite& site, std::string_view text, unsigned char* bytes);
/// Writes a UUID in lower case.
void write_uuid(Writer& out, const unsigned char* bytes);
/// Checks a string from the query or another parameter: it must be UTF-8.
bool text_string(FaultSite& site, std::string_view text, std::string& value);

template <class T>
struct Form<T, Kind::uuid> {
  template <class... Rules>
  static bool read_text(std::string_view text, T& value, FaultSite& site, const Rules&... rules) {
    return (check_string(site, text, rules) && ...) && parse_uuid(site, text, &*value.begin());
  }
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    std::string_view text;
    if (in.view(text)) read_text(text, value, in, rules...);
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&...) {
    write_uuid(out, &*value.begin());
  }
};

template <class T>
struct Form<T, Kind::path> {
  template <class... Rules>
  static bool read_text(std::string_view text, T& value, FaultSite& site, const Rules&... rules) {
    std::string copy;
    if (!text_string(site, text, copy) || !(check_string(site, copy, rules) && ...)) return false;
    value = T(std::move(copy));
    return true;
  }
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    std::string text;
    if (in.string(text) && (check_string(in, text, rules) && ...)) value = T(std::move(text));
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&...) {
    if constexpr (std::is_same_v<typename T::string_type, std::string>) {
      out.string(value.native());  // as read; the generic format would remove repeated slashes
    } else {
      out.string(value.generic_string());
    }
  }
};

}  // namespace vgen::json::detail
