/// `std::tuple` and `std::pair`: an array with exactly one item per element.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <cstddef>
#include <tuple>
#include <utility>

namespace vgen::json::detail {

template <class T>
struct Form<T, Kind::tuple> {
  static constexpr std::size_t count = std::tuple_size_v<T>;
  using Indices = std::make_index_sequence<count>;

  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    ArrayReader array(in, count);
    // Called once more than there are elements, so that further items are counted for the fault.
    if (read_elements(in, array, value, Indices(), rules...)) array.next();
    array.finish({.min_items = count, .max_items = count});
  }

  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&... shapes) {
    ArrayWriter array(out);
    write_elements(array, value, Indices(), shapes...);
  }

 private:
  template <std::size_t... Index, class... Rules>
  static bool read_elements(Reader& in, ArrayReader& array, T& value, std::index_sequence<Index...>,
                            const Rules&... rules) {
    return ((array.next() && (read_element<Index>(in, value, rules...), true)) && ...);
  }
  template <std::size_t Index, class... Rules>
  static void read_element(Reader& in, T& value, const Rules&... rules) {
    apply_of<Index, count>(
        [&](const auto&... own) { json::read(in, std::get<Index>(value), own...); }, rules...);
  }

  template <std::size_t... Index, class... Shapes>
  static void write_elements(ArrayWriter& array, const T& value, std::index_sequence<Index...>,
                             const Shapes&... shapes) {
    (write_element<Index>(array, value, shapes...), ...);
  }
  template <std::size_t Index, class... Shapes>
  static void write_element(ArrayWriter& array, const T& value, const Shapes&... shapes) {
    apply_of<Index, count>(
        [&](const auto&... own) { json::write(array.item(), std::get<Index>(value), own...); },
        shapes...);
  }
};

}  // namespace vgen::json::detail
