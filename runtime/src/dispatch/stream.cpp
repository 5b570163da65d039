#include <vgen/dispatch/stream.hpp>

#include "stages.hpp"

#include <vgen/core/task.hpp>
#include <vgen/dispatch/start_stream.hpp>
#include <vgen/dispatch/start_task.hpp>

#include <exception>
#include <utility>

namespace vgen {
namespace {

/// The outlet gets the outcome before the coroutine ends, because a host may begin its answer as
/// soon as the function waits for something.
Task<void> drive(HostedCall& call, StreamFunction function) {
  std::exception_ptr thrown;
  try {
    call.stream->begin();
    Task<void> task = function(call);
    co_await std::move(task);
    call.outlet().nothing(call);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) answer_end(call, thrown);
}

}  // namespace

Progress start_stream(HostedCall& call, StreamFunction function) {
  if (!call.stream->wants_items()) {
    call.stream->begin();
    call.outlet().nothing(call);
    return Progress::finished;
  }
  start_task(call, drive(call, function));
  return Progress::suspended;
}

Task<void> detail::StreamEnd::ready() {
  return event_.ready();
}

}  // namespace vgen
