/// The same work with other libraries: text is read into structs, with checks of required members,
/// types and limits, and written. Reading returns false or throws if the text is refused.
#pragma once

#include "bench_types.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// `text` has SIMDJSON_PADDING bytes after it. `in_order`: all members are present, in the order of
/// their declaration.
template <class T>
bool simdjson_read(std::string_view text, T& value, bool in_order);
template <class T>
bool rapidjson_read(std::string_view text, T& value);
template <class T>
bool boost_read(std::string_view text, T& value);
template <class T>
bool nlohmann_read(std::string_view text, T& value);

template <class T>
void rapidjson_write(std::string& out, const T& value);
template <class T>
void boost_write(std::string& out, const T& value);
template <class T>
void nlohmann_write(std::string& out, const T& value);

}  // namespace bench
