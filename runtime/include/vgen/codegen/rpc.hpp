/// The include of generated server code with RPC: the table of methods.
#pragma once

#include <vgen/codegen/endpoint.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/codegen/message.hpp>
#include <vgen/dispatch/rpc_row.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/reader.hpp>

#include <type_traits>

namespace vgen::codegen {
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
/// `Read` is the reader, `void(json::Reader&, In&)`, or `no_input`. `Forms`: see `endpoint_of`.
template <auto Function, auto Read = no_input, const auto&... Forms>
consteval RpcRow rpc_row(RpcRow row) {
  using In = typename detail::Shape<std::remove_pointer_t<decltype(Function)>>::In;
  row.endpoint = endpoint_of<Function, Forms...>(row.endpoint);
  if constexpr (std::is_void_v<In>) {
    row.read = detail::read_no_parameters;
  } else {
    row.read = detail::read_parameters<In, Read>;
  }
  return row;
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
