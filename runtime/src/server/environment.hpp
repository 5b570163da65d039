/// What the loops of one server share, made from its options.
#pragma once

#include "access_log_file.hpp"
#include "connection_limit.hpp"
#include "file_system.hpp"
#include "loop.hpp"
#include "system_clock.hpp"

#include <vgen/channel/memory_channel_store.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/worker_pool.hpp>
#include <vgen/http/host.hpp>
#include <vgen/http/origin.hpp>
#include <vgen/server/options.hpp>

#include <atomic>
#include <memory>
#include <string>

namespace vgen::server {

/// Outlives the loops.
class Environment {
 public:
  /// Throws `std::invalid_argument`, see `vgen::Server`.
  Environment(Apis apis, const ServerOptions& options);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  /// The number of loops.
  [[nodiscard]] unsigned loop_count() const noexcept { return busy_loops_at_first_; }
  [[nodiscard]] LoopSettings settings(const ServerOptions& options);
  /// The number of loops that have not ended their work.
  [[nodiscard]] std::atomic<unsigned>& busy_loops() noexcept { return busy_loops_; }
  /// Whether a loop has tasks to run.
  [[nodiscard]] bool has_schedules() const noexcept;
  /// Before the loops are destroyed: jobs post to them, and they may take jobs out of the queue.
  void stop_workers() noexcept;
  /// The figures of the loops, if there is a listener for operators.
  [[nodiscard]] const Metrics& metrics() const noexcept { return metrics_; }
  /// Opens the file of the access log again. Throws as `AccessLogFile` does.
  void reopen_log() {
    if (access_log_file_ != nullptr) access_log_file_->reopen();
  }
  /// From now on `/readyz` answers 503.
  void set_not_ready() noexcept { dispatcher_.set_ready(false); }

 private:
  [[nodiscard]] AccessLog* access_log_of(const ServerOptions& options) const noexcept;

  [[nodiscard]] ChannelStore* strict_store(const ServerOptions& options) noexcept;

  FileSystem files_;
  Dispatcher dispatcher_;
  SystemClock own_clock_;
  AllowedHosts hosts_;
  std::string headers_;
  AllowedOrigins origins_;
  std::unique_ptr<LogSink> own_log_;
  ProblemWriter problem_writer_;
  std::unique_ptr<AccessLogFile> access_log_file_;  ///< Null if there is none.
  std::unique_ptr<Perimeter> perimeter_;            ///< Null if nothing surrounds the requests.
  Metrics metrics_;
  MemoryChannelStore channel_store_;  ///< Of the strict mode, unless the options have another one.
  ConnectionLimit connections_;
  std::unique_ptr<WorkerPool> workers_;  ///< Null if no function blocks.
  unsigned busy_loops_at_first_;
  std::atomic<unsigned> busy_loops_;
};

}  // namespace vgen::server
