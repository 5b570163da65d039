#include "metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace vgen::server {
namespace {

constexpr std::string_view duration_name = "http_server_request_duration_seconds";

/// A text in a label.
std::string escaped(std::string_view text) {
  std::string label;
  for (const char c : text) {
    switch (c) {
      case '\\': label += "\\\\"; break;
      case '"': label += "\\\""; break;
      case '\n': label += "\\n"; break;
      default: label += c;
    }
  }
  return label;
}

void add_head(std::string& text, std::string_view name, std::string_view type,
              std::string_view help) {
  fmt::format_to(std::back_inserter(text), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void add_durations(std::string& text, const RequestKind& kind, const Durations& durations) {
  const auto out = std::back_inserter(text);
  const std::string labels =
      fmt::format(R"(http_request_method="{}",http_response_status_code="{}",http_route="{}")",
                  kind.method, kind.status, escaped(kind.route));
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < durations.counts.size(); ++i) {
    total += durations.counts[i];
    const std::string limit =
        i < Durations::limits.size() ? fmt::format("{}", Durations::limits[i]) : "+Inf";
    fmt::format_to(out, "{}_bucket{{{},le=\"{}\"}} {}\n", duration_name, labels, limit, total);
  }
  fmt::format_to(out, "{}_sum{{{}}} {}\n{}_count{{{}}} {}\n", duration_name, labels,
                 std::chrono::duration<double>(durations.sum).count(), duration_name, labels,
                 total);
}

std::int64_t now_in(const LoopCounts::Count& count) noexcept {
  return count.load(std::memory_order_relaxed);
}

}  // namespace

void add_number(std::string& text, std::string_view name, std::string_view type,
                std::string_view help, std::int64_t value) {
  add_head(text, name, type, help);
  fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
}

std::string_view method_label(std::string_view method) noexcept {
  constexpr std::string_view known[] = {"GET",   "HEAD",    "POST",  "PUT",     "DELETE",
                                        "PATCH", "OPTIONS", "QUERY", "CONNECT", "TRACE"};
  const auto* const found = std::ranges::find(known, method);
  return found != std::end(known) ? *found : "_OTHER";
}

void Durations::add(std::chrono::nanoseconds duration) noexcept {
  const double seconds = std::chrono::duration<double>(duration).count();
  const auto at = std::ranges::lower_bound(limits, seconds) - limits.begin();
  ++counts[static_cast<std::size_t>(at)];
  sum += duration;
}

Durations& Durations::operator+=(const Durations& other) noexcept {
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  sum += other.sum;
  return *this;
}

void LoopMetrics::count(const RequestKind& kind, std::chrono::nanoseconds duration) {
  const std::lock_guard lock(mutex_);
  const auto known = requests_.find(kind);
  if (known != requests_.end()) {
    known->second.add(duration);
  } else if (requests_.size() < most_kinds) {
    requests_[kind].add(duration);
  } else {
    requests_[{.method = "_OTHER", .status = kind.status / 100 * 100}].add(duration);
  }
}

void LoopMetrics::add_to(Requests& all) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [kind, durations] : requests_) all[kind] += durations;
}

void Metrics::add(std::shared_ptr<const LoopMetrics> loop) {
  const std::lock_guard lock(mutex_);
  loops_.push_back(std::move(loop));
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  LoopMetrics::Requests requests;
  std::int64_t connections = 0;
  std::int64_t websockets = 0;
  std::int64_t subscriptions = 0;
  std::int64_t drops = 0;
  std::int64_t dropped_messages = 0;
  for (const auto& loop : loops_) {
    loop->add_to(requests);
    connections += now_in(loop->counts.connections);
    websockets += now_in(loop->counts.websockets);
    subscriptions += now_in(loop->counts.subscriptions);
    drops += now_in(loop->counts.queue_drops);
    dropped_messages += now_in(loop->counts.dropped_messages);
  }
  std::string text;
  add_head(text, duration_name, "histogram", "Duration of HTTP server requests.");
  for (const auto& [kind, durations] : requests) add_durations(text, kind, durations);
  add_number(text, "vgen_connections", "gauge", "Open connections.", connections);
  add_number(text, "vgen_websockets", "gauge", "Open websockets.", websockets);
  add_number(text, "vgen_subscriptions", "gauge", "Subscriptions and streams.", subscriptions);
  add_number(text, "vgen_queue_drops_total", "counter",
             "Websockets closed because their clients read too slowly.", drops);
  add_number(text, "vgen_dropped_messages_total", "counter",
             "Messages of websockets dropped because their clients read too slowly.",
             dropped_messages);
  add_number(text, "vgen_loops", "gauge", "Event loops.", static_cast<std::int64_t>(loops_.size()));
  const WorkerPool::Load load = workers_ != nullptr ? workers_->load() : WorkerPool::Load{};
  const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  add_number(text, "vgen_workers", "gauge", "Threads for functions that block.",
             number(load.threads));
  add_number(text, "vgen_workers_busy", "gauge", "Those with a function.", number(load.busy));
  add_number(text, "vgen_workers_waiting", "gauge", "Events that wait for a worker.",
             number(load.waiting));
  return text;
}

}  // namespace vgen::server
