/// An access log in memory.
#pragma once

#include <vgen/server/access_log.hpp>

#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen_test {

class AccessLines final : public vgen::AccessLog {
 public:
  void write(std::string_view line) noexcept override {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(line);
  }
  /// The lines since the last call, with their line ends.
  [[nodiscard]] std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(lines_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

}  // namespace vgen_test
