#include <vgen/core/task.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/dispatch/start_part.hpp>
#include <vgen/dispatch/start_task.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

namespace {

/// A coroutine that runs. The coroutine around it is cancelled again after its end.
struct Part {
  asio::cancellation_signal signal;
  HostedCall::Cancellation around;
};

void cancel(void* part) noexcept {
  static_cast<Part*>(part)->signal.emit(asio::cancellation_type::all);
}

}  // namespace

void start_part(HostedCall& call, Task<void> task, PartEnded ended) {
  auto& part = call.emplace<Part>();
  part.around = call.on_stop({.cancel = cancel, .context = &part});
  asio::co_spawn(
      call.executor(), std::move(task),
      asio::bind_cancellation_slot(part.signal.slot(),
                                   [&call, &part, ended](const std::exception_ptr& exception) {
                                     call.on_stop(part.around);
                                     ended(call, exception);
                                   }));
}

void start_task(HostedCall& call, Task<void> task) {
  start_part(call, std::move(task), finish_later);
}

}  // namespace vgen
