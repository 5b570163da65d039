/// The figures of a server, for Prometheus.
#pragma once

#include <vgen/core/loop_counts.hpp>
#include <vgen/dispatch/worker_pool.hpp>

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::server {

/// What answered requests have in common. The text of the route must never change.
struct RequestKind {
  std::string_view route{};   ///< "/todos/{id}"; empty if no route takes the request.
  std::string_view method{};  ///< As `method_label` gives it.
  int status = 0;

  auto operator<=>(const RequestKind&) const = default;
};

/// The methods that HTTP has, and "_OTHER": a client cannot make labels.
[[nodiscard]] std::string_view method_label(std::string_view method) noexcept;

/// How long the requests of one kind took. The limits are those of OpenTelemetry's convention.
struct Durations {
  static constexpr std::array<double, 14> limits = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25,
                                                    0.5,   0.75, 1,     2.5,  5,     7.5, 10};

  void add(std::chrono::nanoseconds duration) noexcept;
  Durations& operator+=(const Durations& other) noexcept;

  std::array<std::uint64_t, limits.size() + 1> counts{};  ///< The last one has no limit.
  std::chrono::nanoseconds sum{0};
};

/// The figures of one loop.
class LoopMetrics {
 public:
  using Requests = std::map<RequestKind, Durations>;

  LoopCounts counts;

  void count(const RequestKind& kind, std::chrono::nanoseconds duration);
  void add_to(Requests& all) const;

 private:
  /// Functions choose statuses, so there is a limit; further kinds count as one without a route.
  static constexpr std::size_t most_kinds = 4096;

  mutable std::mutex mutex_;
  Requests requests_;
};

/// Appends one figure in the text format of Prometheus. `type`: "gauge" or "counter".
void add_number(std::string& text, std::string_view name, std::string_view type,
                std::string_view help, std::int64_t value);

/// The figures of all loops of a server. Any thread may use it.
class Metrics {
 public:
  void add(std::shared_ptr<const LoopMetrics> loop);
  /// Must outlive it, or its last `text`.
  void set_workers(const WorkerPool* workers) noexcept { workers_ = workers; }
  /// In the text format of Prometheus, version 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<const LoopMetrics>> loops_;
  const WorkerPool* workers_ = nullptr;
};

}  // namespace vgen::server
