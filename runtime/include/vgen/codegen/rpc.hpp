/// The include of generated server code with RPC: the table of methods.
#pragma once

#include <vgen/codegen/endpoint.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/codegen/message.hpp>
#include <vgen/dispatch/rpc_row.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/kind.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/reader.hpp>

#include <cstddef>
#include <type_traits>

namespace vgen::codegen {

inline namespace VGEN_API {

/// Reads the parameters of a call by their places: the arguments of a function, in their order.
class Parameters {
 public:
  explicit Parameters(json::Reader& in) : in_(in), items_(in) {}

  /// The next parameter. `rules`: see `json::read`.
  template <class T, class... Rules>
  void required(T& value, const Rules&... rules) {
    required_ = ++count_;
    if (items_.next()) json::read(in_, value, rules...);
  }
  /// The next parameter, which may be absent if only such ones follow. null stands for an empty
  /// optional.
  template <class T, class... Rules>
  void optional(T& value, const Rules&... rules) {
    ++count_;
    if (!items_.next()) return;
    if constexpr (json::detail::kind_of<T> == json::detail::Kind::optional) {
      if (!json::detail::takes_null<typename T::value_type>() && in_.null()) return value.reset();
    }
    json::read(in_, value, rules...);
  }
  /// Call it after the last parameter. Checks their number.
  void finish() {
    while (items_.next()) in_.skip();
    items_.finish({.min_items = required_, .max_items = count_});
  }

 private:
  json::Reader& in_;
  json::ArrayReader items_;
  std::size_t count_ = 0;
  std::size_t required_ = 0;  ///< Up to the last one that must be there.
};

}  // namespace VGEN_API

namespace detail {
inline namespace VGEN_API {

/// Reads the parameters of a function with one input: an array with it, or an object that is it.
template <class In, auto Read>
void read_parameters(json::Reader& in, void* input) {
  if (in.peek() == '{') return Read(in, *static_cast<In*>(input));
  json::ArrayReader parameters(in, 1);
  while (parameters.next()) Read(in, *static_cast<In*>(input));
  parameters.finish({.min_items = 1, .max_items = 1});
}

/// Reads the parameters of a function with several arguments.
template <class In, auto Read>
void read_by_place(json::Reader& in, void* input) {
  Parameters parameters(in);
  Read(parameters, *static_cast<In*>(input));
  parameters.finish();
}

/// Checks the parameters of a function without input.
inline void read_no_parameters(json::Reader& in, void* /*input*/) {
  json::ArrayReader parameters(in);
  while (parameters.next()) in.skip();
  parameters.finish({.max_items = 0});
}

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// The row of a method. `row` has the settings of its route; function and reader add the rest.
/// `Read` is the reader, `void(json::Reader&, In&)`, or `void(Parameters&, In&)` if the members of
/// the input are arguments, or `no_input`. `Forms`: see `endpoint_of`.
template <auto Function, auto Read = no_input, const auto&... Forms>
consteval RpcRow rpc_row(RpcRow row) {
  using In = typename detail::Shape<std::remove_pointer_t<decltype(Function)>>::In;
  row.endpoint = endpoint_of<Function, Forms...>(row.endpoint);
  if constexpr (std::is_void_v<In>) {
    row.read = detail::read_no_parameters;
  } else if constexpr (std::is_invocable_v<decltype(Read), Parameters&, In&>) {
    row.read = detail::read_by_place<In, Read>;
  } else {
    row.read = detail::read_parameters<In, Read>;
  }
  return row;
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
