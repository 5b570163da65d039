/// Who is there in the topics of an API, in Redis.
#pragma once

#include "store.hpp"

#include <vgen/pubsub/presence_store.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::redis {

/// A hash for each topic, and one sorted set with the ends of all members. The time is that of
/// Redis, so the clocks of the processes need not agree. Does not block; `done` is called on the
/// thread of the connection, or at once while Redis cannot be reached.
class RedisPresence final : public PresenceStore {
 public:
  /// Processes that give the same name share it.
  RedisPresence(std::shared_ptr<Store> store, std::string_view name)
      : store_(std::move(store)), begin_("{" + std::string(name) + "}:") {}

  [[nodiscard]] PresenceCapabilities capabilities() const noexcept override {
    return {.several_nodes = true};
  }
  void set(std::string_view topic, const PresentMember& member, std::chrono::milliseconds lifetime,
           std::function<void(bool is_new)> done) override;
  void remove(std::string_view topic, std::string_view id,
              std::function<void(bool was_there)> done) override;
  void present(std::string_view topic,
               std::function<void(std::vector<PresentMember>)> done) override;
  void expire(std::function<void(std::vector<ExpiredMember>)> done) override;

 private:
  [[nodiscard]] std::string members_of(std::string_view topic) const;
  [[nodiscard]] std::string ends() const;
  void ask(std::string command, const Connection::Handler& answered);

  std::shared_ptr<Store> store_;
  const std::string begin_;  ///< Of all keys, after the prefix.
};

}  // namespace vgen::redis
