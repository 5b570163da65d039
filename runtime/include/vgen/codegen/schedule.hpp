/// The rows of schedules. Generated code includes it only if there are some.
#pragma once

#include <vgen/codegen/endpoint.hpp>
#include <vgen/schedule/schedule_row.hpp>
#include <vgen/schedule/zone.hpp>

#include <type_traits>

namespace vgen::codegen {

inline namespace VGEN_API {

/// The row of a schedule. `row` has the settings of its wiring; the function adds the rest. A
/// function that is not a coroutine runs on a worker.
template <auto Function>
consteval ScheduleRow schedule_row(ScheduleRow row) {
  using Of = detail::Shape<std::remove_pointer_t<decltype(Function)>>;
  row.endpoint.blocking = !detail::is_task<typename Of::Result>;
  row.endpoint = endpoint_of<Function>(row.endpoint);
  return row;
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
