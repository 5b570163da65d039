/// Whether a client reads the output that is sent to it.
#pragma once

#include <vgen/server/options.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace vgen::server {

/// Checks one period of `HttpLimits::write` after the other, while output waits for the client.
class SendProgress {
 public:
  using Time = std::chrono::steady_clock::time_point;

  [[nodiscard]] bool waiting() const noexcept { return waiting_; }
  /// The last time that the client read something.
  [[nodiscard]] Time last() const noexcept { return last_; }

  /// Output waits that the client does not read at once.
  void wait(Time now) noexcept {
    if (waiting_) return;
    waiting_ = true;
    since_ = last_ = now;
    taken_ = 0;
  }
  /// The client has read a part of the waiting output.
  void took(std::size_t bytes, Time now) noexcept {
    if (bytes == 0) return;
    taken_ += bytes;
    last_ = now;
  }
  /// No output waits any more.
  void end() noexcept { waiting_ = false; }

  /// Returns true if the client has read too little for a whole period.
  [[nodiscard]] bool stuck(Time now, const HttpLimits& limits) noexcept {
    if (!waiting_ || now - since_ <= limits.write) return false;
    using Seconds = std::chrono::duration<double>;
    const double least = Seconds(limits.write).count() * static_cast<double>(limits.write_rate);
    if (static_cast<double>(taken_) < std::max(least, 1.0)) return true;
    since_ = now;
    taken_ = 0;
    return false;
  }

 private:
  Time since_;
  Time last_;
  std::size_t taken_ = 0;
  bool waiting_ = false;
};

}  // namespace vgen::server
