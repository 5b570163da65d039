/// Runs permissions of topics that are coroutines. Generated code includes it only if there is one.
/// Slow to parse (Boost.Asio).
#pragma once

#include <vgen/codegen/topic.hpp>
#include <vgen/core/task.hpp>
#include <vgen/dispatch/start_task.hpp>

#include <utility>

namespace vgen::codegen::detail {
inline namespace VGEN_API {

template <class Topic, auto Permission>
struct PermissionTask {
  static Progress start(HostedCall& call) {
    start_task(call, drive(call));
    return Progress::suspended;
  }

 private:
  static Task<void> drive(HostedCall& call) {
    Task<bool> task = ask<Topic, Permission>(call);
    const bool is_allowed = co_await std::move(task);
    answer_permission(call, is_allowed);
  }
};

}  // namespace VGEN_API
}  // namespace vgen::codegen::detail
