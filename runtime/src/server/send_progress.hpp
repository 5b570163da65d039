/// Whether a client takes in what is sent to it.
#pragma once

#include <vgen/server/options.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace vgen::server {

/// Looks at one period of `HttpLimits::write` after the other, as long as something waits for the
/// client.
class SendProgress {
 public:
  using Time = std::chrono::steady_clock::time_point;

  [[nodiscard]] bool waiting() const noexcept { return waiting_; }
  /// When it took in something last.
  [[nodiscard]] Time last() const noexcept { return last_; }

  /// Something waits that the client does not take in at once.
  void wait(Time now) noexcept {
    if (waiting_) return;
    waiting_ = true;
    since_ = last_ = now;
    taken_ = 0;
  }
  /// The client took in a part of what waits.
  void took(std::size_t bytes, Time now) noexcept {
    if (bytes == 0) return;
    taken_ += bytes;
    last_ = now;
  }
  /// Nothing waits any more.
  void end() noexcept { waiting_ = false; }

  /// True: the client has taken in too little for a whole period.
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
