/// One run of a task without a server.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <chrono>
#include <string>

namespace vgen::server {

/// Runs a task that exists. Returns the exit code: 0 if it is done or skipped, 1 if it has failed.
/// SIGTERM and SIGINT ask it to end; a second one ends the process at once. Throws like
/// `Scheduler`.
[[nodiscard]] int run_task(Apis apis, const ServerOptions& options, const std::string& name,
                           std::chrono::system_clock::time_point scheduled_at);

}  // namespace vgen::server
