/// Logging: a thin handle for the log of the host.
#pragma once

#include <string_view>

namespace vgen {

/// The importance of a record.
enum class LogLevel : unsigned char { debug, info, warning, error };

/// One line of a log. Its views are valid during the call that gets them.
struct LogRecord {
  LogLevel level = LogLevel::info;
  std::string_view message{};
  /// The id of the request that it is about; empty if there is none.
  std::string_view request_id{};

  bool operator==(const LogRecord&) const = default;
};

/// The receiver of log records. Called from several threads at once; must not throw. A message may
/// hold any bytes, also such that a client has sent: a sink must not let them end its line. The
/// log on standard error escapes them.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void write(const LogRecord& record) noexcept = 0;

 protected:
  LogSink() = default;
  LogSink(const LogSink&) = default;
  LogSink& operator=(const LogSink&) = default;
};

/// Writes records, about one request if there is an id. A view: valid as long as the sink and the
/// id.
class Logger {
 public:
  Logger() = default;
  explicit Logger(LogSink* sink, std::string_view request_id = {})
      : sink_(sink), request_id_(request_id) {}

  void debug(std::string_view message) const { write(LogLevel::debug, message); }
  void info(std::string_view message) const { write(LogLevel::info, message); }
  void warning(std::string_view message) const { write(LogLevel::warning, message); }
  void error(std::string_view message) const { write(LogLevel::error, message); }

  /// Does nothing without a sink.
  void write(LogLevel level, std::string_view message) const {
    if (sink_ != nullptr)
      sink_->write({.level = level, .message = message, .request_id = request_id_});
  }

 private:
  LogSink* sink_ = nullptr;
  std::string_view request_id_;
};

}  // namespace vgen
