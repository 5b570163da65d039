/// `vgen::Nullable`, `vgen::Patch` and `vgen::Box`. Rules and shapes pass through them.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>
#include <vgen/types.hpp>

namespace vgen::json::detail {

template <class T>
struct Form<T, Kind::nullable> {
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    if (in.null()) {
      value = nullptr;
    } else {
      json::read(in, emplace_value(value), rules...);
    }
  }
  /// Outside an object nothing can be absent, so an absent Patch is null there.
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&... shapes) {
    if (value) {
      json::write(out, *value, shapes...);
    } else {
      out.null();
    }
  }
};

template <class T>
struct Form<T, Kind::patch> : Form<T, Kind::nullable> {};

template <class T>
struct Form<T, Kind::box> {
  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    value = T();
    json::read(in, *value, rules...);
  }
  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&... shapes) {
    if (value.valueless_after_move()) return nothing_owned(out);
    json::write(out, *value, shapes...);
  }
};

}  // namespace vgen::json::detail
