#include "lookup.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>

#include <exception>

namespace vgen {

void Scheduler::Lookup::start() {
  if (host_.call.workers == nullptr) {
    ask();
    end();
  } else if (!host_.call.workers->post(*this)) {
    fault_ = "too many operations wait for a worker";
    end();
  }
}

/// Without memory it could never end.
// NOLINTNEXTLINE(bugprone-exception-escape)
void Scheduler::Lookup::work() noexcept {
  ask();
  boost::asio::post(*host_.call.executor, [this] { end(); });
}

void Scheduler::Lookup::ask() noexcept {
  try {
    last_ = host_.lock->last(task_, now_);
  } catch (const std::exception& error) {
    fault_ = error.what();
  }
}

void Scheduler::Lookup::end() {
  if (!fault_.empty())
    Logger(host_.call.log)
        .error("task " + std::string(task_) +
               ": it is not known whether a tick was missed: " + fault_);
  answered_(last_);
}

}  // namespace vgen
