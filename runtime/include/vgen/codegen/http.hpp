/// The include of generated server code: readers of inputs and the table of HTTP routes.
#pragma once

#include <vgen/codegen/answer.hpp>
#include <vgen/codegen/endpoint.hpp>
#include <vgen/codegen/http_reader.hpp>
#include <vgen/core/result.hpp>
#include <vgen/dispatch/api_definition.hpp>
#include <vgen/json/pattern.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>
#include <vgen/version.hpp>

#include <string_view>
#include <type_traits>

/// Generated code says which type each function had when vgen read it.
#define VGEN_REQUIRE_FUNCTION(function, ...)                     \
  static_assert(std::is_same_v<decltype(function), __VA_ARGS__>, \
                #function " differs from what vgen read: compile it with the same flags as vgen")

namespace vgen::codegen {

namespace detail {
inline namespace VGEN_API {
struct NoInput {};
}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// The reader of a function without input.
inline constexpr detail::NoInput no_input;

/// The reader of an input that is the whole body.
template <class In>
void read_body(HttpReader& in, In& value) {
  in.body(value, [](json::Reader& body, In& whole) { json::read(body, whole); });
}

/// The row of a function in the table of HTTP routes. `row` has the settings of the route; function
/// and reader add the rest. `Read` is the reader, `void(HttpReader&, In&)`, or `no_input` if the
/// function has no input. `Forms`: see `endpoint_of`.
template <auto Function, auto Read = no_input, const auto&... Forms>
consteval HttpRow http_row(HttpRow row) {
  using In = typename detail::Shape<std::remove_pointer_t<decltype(Function)>>::In;
  row.endpoint = endpoint_of<Function, Forms...>(row.endpoint);
  if (!row.answer_types.empty()) row.endpoint.has_value = true;
  if constexpr (!std::is_void_v<In>)
    row.read = [](HttpInput& in, void* input) {
      HttpReader reader(in);
      Read(reader, *static_cast<In*>(input));
    };
  return row;
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
