#include "environment.hpp"

#include "standard_log.hpp"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>

namespace vgen::server {
namespace {

unsigned thread_count(const ServerOptions& options) {
  return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

/// The origins of pages that may use the cookie are those that may open websockets.
SessionOptions with_origins(const ServerOptions& options) {
  SessionOptions sessions = options.sessions;
  sessions.origins.insert(sessions.origins.end(), options.origins.begin(), options.origins.end());
  return sessions;
}

}  // namespace

Environment::Environment(Apis apis, const ServerOptions& options)
    : dispatcher_(prepared(std::move(apis), with_origins(options)), options.documents,
                  StaticFiles(resolve_folders(options.directories), files_)),
      hosts_(options.allowed_hosts),
      origins_(options.origins),
      own_log_(options.log == nullptr ? make_standard_log() : nullptr),
      connections_(std::max<std::size_t>(1, options.limits.connections)),
      busy_loops_at_first_(thread_count(options)),
      busy_loops_(busy_loops_at_first_) {}

LoopSettings Environment::settings(const ServerOptions& options) {
  return {.dispatcher = &dispatcher_,
          .limits = options.limits,
          .websocket = options.websocket,
          .drain = options.drain,
          .stop_timeout = options.stop_timeout,
          .connections = &connections_,
          .origins = &origins_,
          .hosts = hosts_.restricts() ? &hosts_ : nullptr,
          .unsent = options.limits.unsent_bytes / loop_count(),
          .clock = options.clock != nullptr ? options.clock : &own_clock_,
          .log = options.log != nullptr ? options.log : own_log_.get()};
}

}  // namespace vgen::server
