// The part of Loop that keeps the limits on connections and on output that waits.
#include "loop.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace vgen::server {

/// At the limit, an idle connection is closed for a new one. Returns false if the new one has to
/// wait.
bool Loop::make_room() {
  warn(warned_of_limit_, "the limit of " + std::to_string(settings_.connections->most()) +
                             " connections is reached: idle connections are closed for new ones");
  if (close_longest_idle()) return true;
  settings_.connections->wait();
  settings_.connections->ask_after(loop_index_, settings_.connections->other_loops());
  return false;
}

/// The system refuses a connection. Returns whether it is worth to try again at once.
bool Loop::refused(const std::error_code& error) {
  warn(warned_of_error_, "a connection cannot be accepted: " + error.message() +
                             "; idle connections are closed for new ones");
  return close_longest_idle();
}

/// Closes the longest idle one of those at which it looks. Returns false if there is none.
bool Loop::close_longest_idle() {
  constexpr std::size_t enough = 64;
  Connection* longest = nullptr;
  std::chrono::steady_clock::time_point since;
  std::size_t found = 0;
  for (std::size_t i = 0; i < connections_.size() && found < enough; ++i) {
    hand_ = hand_ + 1 < connections_.size() ? hand_ + 1 : 0;
    Connection& connection = *connections_[hand_];
    const auto idle = connection.idle_since();
    if (!idle) continue;
    ++found;
    if (longest != nullptr && since <= *idle) continue;
    longest = &connection;
    since = *idle;
  }
  if (longest == nullptr) return false;
  longest->close();
  return true;
}

/// Writes a warning, but not the same one again for some time.
void Loop::warn(std::chrono::steady_clock::time_point& last, std::string_view message) {
  constexpr std::chrono::seconds pause{10};
  const auto now = settings_.clock->steady_now();
  if (last != std::chrono::steady_clock::time_point() && now - last < pause) return;
  last = now;
  Logger(settings_.log).warning(message);
}

void Loop::post_accept() {
  post([this] {
    if (!stopping_) accept();
  });
}

void Loop::post_make_room(std::size_t loops) {
  post([this, loops] {
    if (!close_longest_idle()) settings_.connections->ask_after(loop_index_, loops);
    destroy_removed();
  });
}

void Loop::count_unsent(std::size_t before, std::size_t after) noexcept {
  unsent_ = unsent_ - before + after;
  if (after <= before || unsent_ <= settings_.unsent || relief_posted_) return;
  // Not directly, because this connection is still working.
  relief_posted_ = true;
  post([this] {
    relief_posted_ = false;
    relieve();
    destroy_removed();
  });
}

/// Closes the connections whose clients have read nothing for the longest time, until the waiting
/// output of the others is within the limit. A single answer may exceed it.
void Loop::relieve() {
  if (unsent_ <= settings_.unsent) return;
  std::vector<Connection*> waiting;
  for (const auto& connection : connections_) {
    if (connection->unsent() != 0) waiting.push_back(connection.get());
  }
  std::ranges::sort(waiting, [](const Connection* a, const Connection* b) {
    return a->last_progress() != b->last_progress() ? a->last_progress() < b->last_progress()
                                                    : a->unsent() > b->unsent();
  });
  for (std::size_t i = 0; i + 1 < waiting.size() && unsent_ > settings_.unsent; ++i) {
    waiting[i]->close();
    ++relieved_;
  }
}

void Loop::log_relieved() {
  if (relieved_ == 0) return;
  Logger(settings_.log)
      .warning("closed " + std::to_string(std::exchange(relieved_, 0)) +
               " connections whose clients do not read: too much waits to be sent");
}

}  // namespace vgen::server
