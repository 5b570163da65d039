/// Several processes as one, through Redis 7.
#pragma once

#include <vgen/channel/channel_store.hpp>
#include <vgen/core/log.hpp>
#include <vgen/pubsub/event_hub.hpp>
#include <vgen/pubsub/presence_store.hpp>
#include <vgen/schedule/tick_lock.hpp>
#include <vgen/session/options.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace vgen {

/// How to use Redis, with all defaults.
struct RedisOptions {
  /// `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE][?prefix=NAME]`. All keys begin with the
  /// prefix, `vgen` by default, so several programs can share one Redis.
  std::string url{};
  /// Publications that wait for Redis, at most; one more throws.
  std::size_t waiting = 100'000;
  /// The bytes of all that waits.
  std::size_t waiting_bytes = std::size_t{64} * 1024 * 1024;
  /// How long connecting, and then signing in, may take.
  std::chrono::milliseconds connect{3'000};
  /// How long a question about a session may wait for its answer.
  std::chrono::milliseconds patience{1'000};
  /// How long a tick may wait for Redis to come back. Then it does not run.
  std::chrono::milliseconds tick_patience{3'000};
  /// Redis is asked so often whether it still answers. If it is silent for three times as long, the
  /// connection is given up and made anew.
  std::chrono::milliseconds ping{5'000};
  LogSink* log = nullptr;  ///< Must outlive all hubs and stores. If null, there is no log.
};

/// Connections to one Redis, which come back by themselves after a loss. They have a thread of
/// their own. What it gives may be used from any thread, also after its end: then it throws.
class Redis {
 public:
  /// Connects. Throws `std::invalid_argument` for a wrong URL and `std::runtime_error` if Redis
  /// cannot be reached or refuses the password; each with one sentence, without the password.
  explicit Redis(RedisOptions options);
  /// Waits at most `patience` for the publications that Redis has not got, and logs how many are
  /// lost.
  ~Redis();
  Redis(const Redis&) = delete;
  Redis& operator=(const Redis&) = delete;

  /// The hub for the API of this name. Processes with the same Redis, prefix and name share their
  /// topics. Makes one more connection, and throws as the constructor does.
  [[nodiscard]] std::shared_ptr<EventHub> hub(std::string_view name);
  /// The sessions of cookies. A question blocks its thread for one round trip; while Redis cannot
  /// be reached it throws `vgen::Error` (unavailable) at once.
  [[nodiscard]] std::shared_ptr<SessionStore> sessions();
  /// Who is there in the topics of the API of this name. Does not block.
  [[nodiscard]] std::shared_ptr<PresenceStore> presence(std::string_view name);
  /// The open channels of all APIs. It blocks and throws as the sessions do.
  [[nodiscard]] std::shared_ptr<ChannelStore> channels();
  /// Valid as long as this object.
  [[nodiscard]] TickLock& ticks() noexcept;

  /// Why Redis cannot be used now, as a sentence; empty if it can.
  [[nodiscard]] std::string fault() const;
  /// Waits until Redis has all publications and everything that it has sent was delivered. Returns
  /// false if that takes longer.
  [[nodiscard]] bool flush(std::chrono::milliseconds patience);

  /// Figures for operators.
  struct Figures {
    bool is_reached = false;
    std::uint64_t losses = 0;   ///< Of connections.
    std::uint64_t dropped = 0;  ///< Publications that Redis has not got, or perhaps not.
    std::size_t waiting = 0;    ///< Commands without an answer.
  };
  [[nodiscard]] Figures figures() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace vgen
