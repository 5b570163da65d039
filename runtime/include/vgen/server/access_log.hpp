/// The log of requests.
#pragma once

#include <string_view>

namespace vgen {

/// The receiver of the lines of an access log. Called from several threads at once; must not throw.
class AccessLog {
 public:
  virtual ~AccessLog() = default;
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  /// One JSON object, with its line end. Valid during the call.
  virtual void write(std::string_view line) noexcept = 0;
  /// Called from time to time, for a log that keeps lines back.
  virtual void flush() noexcept {}

 protected:
  AccessLog() = default;
};

}  // namespace vgen
