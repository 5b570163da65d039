/// The names that a generated header needs to declare how its types are read and written. Light:
/// include it anywhere.
#pragma once

#include <vgen/json/per_api.hpp>

#include <string_view>

namespace vgen::json {

class Reader;
class Writer;

/// An enumerator and its name on the wire (plain text, not escaped).
template <class E>
struct Enumerator {
  std::string_view name;
  E value;
};

inline namespace VGEN_API {

/// How a struct is read from and written as JSON. Specialised by generated code:
/// ```
/// template <>
/// struct Codec<todo::Todo> {
///   static void read(Reader& in, todo::Todo& value);
///   static void write(Writer& out, const todo::Todo& value);
/// };
/// ```
/// Either function may be left out for a type that goes one way only.
template <class T>
struct Codec;

/// The enumerators of an enum in order of declaration: `static constexpr Enumerator<E> list[]`.
/// Specialised by generated code. With `static constexpr E unrecognized`, any other name is read as
/// this one, which is not in the list and cannot be written.
template <class E>
struct Enumerators;

}  // namespace VGEN_API

}  // namespace vgen::json
