#include "loop.hpp"

#include <utility>

namespace vgen::client::detail {

// The thread owns the context too, for the case that it destroys the loop itself.
Loop::Loop()
    : context_(std::make_shared<boost::asio::io_context>(1)),
      work_(boost::asio::make_work_guard(*context_)),
      thread_([context = context_] { context->run(); }) {}

Loop::~Loop() {
  work_.reset();
  if (is_here()) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

}  // namespace vgen::client::detail
