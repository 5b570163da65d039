#include "loop.hpp"

#include "http_protocol.hpp"
#include "random_seed.hpp"

#include <string>
#include <utility>

namespace vgen::server {
namespace {

/// The interval at which a stopping loop checks whether it is done.
constexpr std::chrono::milliseconds stop_tick{10};

/// The figures of a loop, if somebody reads them.
std::shared_ptr<LoopMetrics> metrics_in(Metrics* all) {
  if (all == nullptr) return nullptr;
  auto metrics = std::make_shared<LoopMetrics>();
  all->add(metrics);
  return metrics;
}

}  // namespace

std::unique_ptr<Protocol> make_http(ProtocolHost& host, Driver& driver,
                                    std::string remote_address) {
  return std::make_unique<HttpProtocol>(host, driver, std::move(remote_address));
}

Loop::Loop(const LoopSettings& settings, std::atomic<unsigned>& busy_loops)
    : settings_(settings),
      busy_loops_(busy_loops),
      ids_(random_seed()),
      metrics_(metrics_in(settings_.metrics)),
      protocol_host_{.dispatcher = settings_.dispatcher,
                     .limits = &settings_.limits,
                     .websocket = &settings_.websocket,
                     .streams = settings_.streams,
                     .call = {.clock = settings_.clock,
                              .log = settings_.log,
                              .ids = &ids_,
                              .executor = &executor_,
                              .timers = &timers_,
                              .workers = settings_.workers,
                              .problem_writer = settings_.problem_writer},
                     .fields = &fields_,
                     .uploads = settings_.uploads,
                     .compress_from = settings_.compress_from,
                     .hosts = settings_.hosts,
                     .origins = settings_.origins,
                     .perimeter = settings_.perimeter,
                     .metrics = metrics_.get(),
                     .counts = metrics_ != nullptr ? &metrics_->counts : nullptr,
                     .event = settings_.event,
                     .now = &now_},
      loop_index_(settings_.connections->add(*this)) {
  protocol_host_.channels.strict = settings_.strict;
  refresh_time();
  timers_.on_change([this] { wait_for_timers(); });
}

Loop::~Loop() = default;

void Loop::add(std::unique_ptr<Connection> connection, std::string remote_address) {
  connection->start(
      settings_.make_protocol(protocol_host_, *connection, std::move(remote_address)));
  if (is_ending()) connection->begin_stop();
  connection->index = connections_.size();
  connections_.push_back(std::move(connection));
  count_connections();
}

void Loop::count_connections() noexcept {
  if (metrics_ == nullptr) return;
  metrics_->counts.connections.store(static_cast<std::int64_t>(connections_.size()),
                                     std::memory_order_relaxed);
}

void Loop::remove(Connection& connection) noexcept {
  const std::size_t index = connection.index;
  connections_.back()->index = index;
  connections_[index].swap(connections_.back());
  connections_.back()->next_removed = std::move(removed_);
  removed_ = std::move(connections_.back());
  connections_.pop_back();
  count_connections();
  settings_.connections->give_back();
  if (!stopping_) accept();
  removed();
}

void Loop::destroy_removed() noexcept {
  while (removed_) removed_ = std::move(removed_->next_removed);
}

std::chrono::milliseconds Loop::tick_time() const noexcept {
  return stopping_ ? stop_tick : settings_.limits.tick;
}

/// Whether the process has paused, as on a machine that sleeps or has too much to do. Then what
/// clients have sent meanwhile is read before their times are judged. But only once, so that a loop
/// that is always late judges too.
bool Loop::has_paused(std::chrono::steady_clock::time_point last_tick) noexcept {
  pardoned_ = !pardoned_ && now_ - last_tick > 4 * tick_time();
  return pardoned_;
}

bool Loop::tick() {
  const auto last_tick = now_;
  refresh_time();
  let_close();
  if (!has_paused(last_tick)) {
    for (std::size_t i = connections_.size(); i-- > 0;) {
      if (i < connections_.size()) connections_[i]->tick();  // which may remove it
    }
  }
  relieve();
  log_relieved();
  protocol_host_.output.tick();
  if (settings_.perimeter != nullptr && settings_.perimeter->log() != nullptr)
    settings_.perimeter->log()->flush();
  run_timers();
  if (draining_ && !stopping_ && now_ - stop_began_ >= settings_.drain) begin_stop();
  const bool goes_on = !stopping_ || check_stop();
  destroy_removed();
  if (!goes_on) cancel_alarm();
  if (!stopping_) accept();
  return goes_on;
}

void Loop::refresh_time() {
  now_ = settings_.clock->steady_now();
  const auto second = std::chrono::floor<std::chrono::seconds>(settings_.clock->now());
  if (second.time_since_epoch().count() == date_second_ && !fields_.of_last.empty()) return;
  date_second_ = second.time_since_epoch().count();
  write_fixed_fields(fields_, second, settings_.limits.idle, settings_.headers);
}

}  // namespace vgen::server
