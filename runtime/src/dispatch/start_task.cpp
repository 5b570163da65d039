#include <vgen/dispatch/invoker.hpp>
#include <vgen/dispatch/start_task.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

namespace {

void cancel(void* signal) noexcept {
  static_cast<asio::cancellation_signal*>(signal)->emit(asio::cancellation_type::all);
}

}  // namespace

void start_task(HostedCall& call, Task<void> task) {
  auto& signal = call.emplace<asio::cancellation_signal>();
  call.on_stop(cancel, &signal);
  asio::co_spawn(
      call.executor(), std::move(task),
      asio::bind_cancellation_slot(signal.slot(), [&call](const std::exception_ptr& exception) {
        finish_later(call, exception);
      }));
}

}  // namespace vgen
