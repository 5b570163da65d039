#include <vgen/dispatch/sleep.hpp>

#include <vgen/core/timer_queue.hpp>
#include <vgen/dispatch/hosted_call.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <functional>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

namespace {

/// A timer that is forgotten with the coroutine that waits for it.
class Alarm {
 public:
  Alarm(TimerQueue& timers, TimerQueue::Time at, std::function<void()> due)
      : timers_(timers), id_(timers.add(at, std::move(due))) {}
  ~Alarm() { timers_.cancel(id_); }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

 private:
  TimerQueue& timers_;
  TimerQueue::Id id_;
};

}  // namespace

Task<void> sleep(Call& call, std::chrono::nanoseconds time) {
  if (time.count() <= 0) co_return;
  TimerQueue* const timers = static_cast<HostedCall&>(call).timers();
  if (timers == nullptr) {  // a host that has only the time of the system
    asio::steady_timer timer(call.executor(), time);
    co_await timer.async_wait(asio::use_awaitable);
    co_return;
  }
  asio::steady_timer waiting(call.executor(), asio::steady_timer::time_point::max());
  bool is_due = false;
  const Alarm alarm(*timers, call.clock().steady_now() + time, [&] {
    is_due = true;
    waiting.cancel();
  });
  boost::system::error_code error;
  co_await waiting.async_wait(asio::redirect_error(asio::use_awaitable, error));
  if (!is_due) throw boost::system::system_error(asio::error::operation_aborted);
}

}  // namespace vgen
