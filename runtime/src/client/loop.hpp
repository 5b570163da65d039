#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <thread>

namespace vgen::client::detail {

/// An `io_context` with one thread of its own. What runs there needs no locks.
class Loop {
 public:
  Loop();
  /// Lets the thread end. Waits for it, unless it is the thread itself that destroys the loop.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  [[nodiscard]] boost::asio::io_context& context() { return *context_; }
  [[nodiscard]] bool is_here() const { return thread_.get_id() == std::this_thread::get_id(); }

 private:
  std::shared_ptr<boost::asio::io_context> context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::thread thread_;
};

}  // namespace vgen::client::detail
