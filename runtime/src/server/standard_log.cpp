#include "standard_log.hpp"

#include "log_text.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <exception>
#include <memory>
#include <string>

namespace vgen::server {
namespace {

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

class StandardLog final : public LogSink {
 public:
  StandardLog() : logger_("vgen", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger_.set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  }

  void write(const LogRecord& record) noexcept override {
    try {
      std::string line;
      if (!record.request_id.empty()) line.append("[").append(record.request_id).append("] ");
      append_log_text(line, record.message);
      logger_.log(level_of(record.level), "{}", line);
    } catch (const std::exception&) {  // no memory for the line
    }
  }

 private:
  spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<LogSink> make_standard_log() {
  return std::make_unique<StandardLog>();
}

}  // namespace vgen::server
