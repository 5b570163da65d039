/// A log that a test can read.
#pragma once

#include <vgen/core/log.hpp>

#include <mutex>
#include <string>
#include <vector>

namespace vgen::testing {

/// Keeps all records. May be used by several threads at once.
class MemoryLog final : public LogSink {
 public:
  /// A record that owns its texts.
  struct Line {
    LogLevel level = LogLevel::info;
    std::string message{};
    std::string request_id{};

    bool operator==(const Line&) const = default;
  };

  void write(const LogRecord& record) noexcept override {
    const std::lock_guard lock(mutex_);
    lines_.push_back({.level = record.level,
                      .message = std::string(record.message),
                      .request_id = std::string(record.request_id)});
  }
  [[nodiscard]] std::vector<Line> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Line> lines_;
};

}  // namespace vgen::testing
