/// A value to JSON and back in one call, for tests, stores and logs.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

namespace vgen::json {
inline namespace VGEN_API {

/// A value as JSON. Throws std::invalid_argument if it is none (see `Writer`). `shapes`: see
/// `shapes.hpp`.
template <class T, class... Shapes>
[[nodiscard]] std::string to_json(const T& value, const Shapes&... shapes) {
  std::string text;
  Writer out(text);
  write(out, value, shapes...);
  if (!out.finish()) throw std::invalid_argument("cannot be written as JSON: " + out.failure());
  return text;
}

/// What came of a text.
template <class T>
struct Parsed {
  T value{};  ///< Unspecified if there are faults.
  Faults faults;
  bool malformed = false;  ///< The text is no JSON or beyond the limits.

  explicit operator bool() const { return faults.empty(); }
};

/// Reads a whole text. `rules`: see `rules.hpp`.
template <class T, class... Rules>
[[nodiscard]] Parsed<T> parse(std::string_view text, const Rules&... rules) {
  Parsed<T> result;
  Reader in(text, result.faults);
  read(in, result.value, rules...);
  result.malformed = !in.finish();
  return result;
}

}  // namespace VGEN_API
}  // namespace vgen::json
