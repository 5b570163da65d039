/// The default log of a server.
#pragma once

#include <vgen/core/log.hpp>

#include <memory>

namespace vgen::server {

/// Lines on standard error: time, level, request id, message.
std::unique_ptr<LogSink> make_standard_log();

}  // namespace vgen::server
