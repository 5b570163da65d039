#include "environment.hpp"

#include "standard_log.hpp"

#include <vgen/schedule/scheduler.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace vgen::server {
namespace {

unsigned thread_count(const ServerOptions& options) {
  return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

/// The origins of pages that may use the cookie are those in the list. "*" does not allow it.
SessionOptions with_origins(const ServerOptions& options) {
  SessionOptions sessions = options.sessions;
  std::ranges::copy_if(options.origins, std::back_inserter(sessions.origins),
                       [](const std::string& origin) { return origin != "*"; });
  return sessions;
}

/// With TLS, the length of a compressed answer tells an observer something about its text.
std::size_t compress_from(const ServerOptions& options) {
  const Compression mode = options.compression.mode;
  const bool is_on =
      mode == Compression::on || (mode == Compression::automatic && !options.tls.is_set());
  return is_on ? std::max<std::size_t>(options.compression.from_bytes, 1) : SIZE_MAX;
}

/// The lines that every answer has. Throws if a name or a value cannot be sent, or if the server
/// itself writes the field.
std::string lines_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  Headers lines;
  for (const auto& [name, value] : fields) {
    for (const std::string_view own : {"Connection", "Content-Length", "Date", "Keep-Alive",
                                       "Transfer-Encoding", "Upgrade", "X-Request-Id"}) {
      if (same_header_name(own, name))
        throw std::invalid_argument("the server itself writes the header field " + name);
    }
    lines.add(name, value);
  }
  return std::string(lines.text());
}

}  // namespace

Environment::Environment(Apis apis, const ServerOptions& options)
    : dispatcher_(prepared(std::move(apis), with_origins(options)), options.documents,
                  StaticFiles(resolve_folders(options.directories), files_)),
      hosts_(options.allowed_hosts),
      headers_(lines_of(options.headers)),
      origins_(options.origins),
      own_log_(options.log == nullptr ? make_standard_log() : nullptr),
      problem_writer_(options.problem_writer),
      access_log_file_(options.access_log == nullptr && !options.access_log_file.empty()
                           ? std::make_unique<AccessLogFile>(options.access_log_file)
                           : nullptr),
      perimeter_(Perimeter::is_needed(options)
                     ? std::make_unique<Perimeter>(options, dispatcher_, access_log_of(options))
                     : nullptr),
      connections_(std::max<std::size_t>(1, options.limits.connections)),
      busy_loops_at_first_(thread_count(options)),
      busy_loops_(busy_loops_at_first_) {
  if (options.tick_lock == nullptr || !options.tick_lock->remembers())
    refuse_missed_ticks(dispatcher_.apis());
  dispatcher_.use_not_ready(options.not_ready);
  const bool has_lock = options.tick_lock != nullptr && has_schedules();
  if (has_lock || std::ranges::any_of(dispatcher_.apis(), needs_workers))
    workers_ = std::make_unique<WorkerPool>(options.workers, options.waiting_for_workers);
  metrics_.set_workers(workers_.get());
}

AccessLog* Environment::access_log_of(const ServerOptions& options) const noexcept {
  return options.access_log != nullptr ? options.access_log : access_log_file_.get();
}

bool Environment::has_schedules() const noexcept {
  return std::ranges::any_of(dispatcher_.apis(),
                             [](const Api& api) { return !api.definition().schedules.empty(); });
}

void Environment::stop_workers() noexcept {
  if (workers_ != nullptr) workers_->stop();
}

ChannelStore* Environment::strict_store(const ServerOptions& options) noexcept {
  if (!options.strict_channels) return nullptr;
  return options.channel_store != nullptr ? options.channel_store : &channel_store_;
}

LoopSettings Environment::settings(const ServerOptions& options) {
  return {.dispatcher = &dispatcher_,
          .limits = options.limits,
          .websocket = options.websocket,
          .streams = options.streams,
          .uploads = options.uploads,
          .compress_from = compress_from(options),
          .problem_writer = problem_writer_ ? &problem_writer_ : nullptr,
          .drain = options.drain,
          .stop_timeout = options.stop_timeout,
          .connections = &connections_,
          .origins = origins_.empty() ? nullptr : &origins_,
          .hosts = hosts_.restricts() ? &hosts_ : nullptr,
          .headers = headers_,
          .unsent = options.limits.unsent_bytes / loop_count(),
          .clock = options.clock != nullptr ? options.clock : &own_clock_,
          .listener = options.listener,
          .log = options.log != nullptr ? options.log : own_log_.get(),
          .workers = workers_.get(),
          .perimeter = perimeter_.get(),
          .metrics = options.admin_port ? &metrics_ : nullptr,
          .strict = strict_store(options)};
}

}  // namespace vgen::server
