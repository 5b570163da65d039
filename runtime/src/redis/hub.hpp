/// The hub of several processes.
#pragma once

#include "connection.hpp"

#include <vgen/pubsub/event_hub.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vgen::redis {

/// Redis has the order and the history of each topic. A publication goes to Redis and reaches the
/// listeners when it comes back, also those of the same process: so all processes have one order.
///
/// A process has one subscription of a topic, whatever the number of its listeners. Topics without
/// history are plain messages of Redis. Those with history have a hash (epoch and offset) and a
/// stream; a process reads what it has missed when it has been cut off.
///
/// Commands (`tell`) go through a topic of their own with history, so that a process which was cut
/// off obeys them when it comes back.
class RedisHub final : public EventHub, private Connection::Events {
 public:
  /// `name`: that of the API; processes with the same name share their topics. Starts to connect.
  RedisHub(std::shared_ptr<boost::asio::io_context> context, ConnectionSettings settings,
           std::string_view name);

  [[nodiscard]] HubCapabilities capabilities() const noexcept override {
    return {.history = true, .several_nodes = true};
  }
  void publish(std::string_view topic, TopicSettings settings, std::string_view data,
               std::string_view except) override;
  void tell(SharedPublication command) override;
  void subscribe(HubListener& listener, std::string_view topic, TopicSettings settings,
                 std::optional<TopicPosition> resume, std::uint64_t ticket) override;
  void unsubscribe(HubListener& listener, std::string_view topic) override;

  [[nodiscard]] Connection& connection() noexcept { return connection_; }
  /// Publications that Redis has not got, or perhaps not.
  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_.load(); }
  /// Publications that Redis has not answered.
  [[nodiscard]] std::uint64_t unanswered() const noexcept { return unanswered_.load(); }

 private:
  struct Interest {
    HubListener* listener = nullptr;
    std::size_t subscriptions = 0;
  };
  /// A subscription that is not answered.
  struct Asked {
    std::uint64_t id = 0;
    HubListener* listener = nullptr;
    std::uint64_t ticket = 0;
    std::optional<TopicPosition> resume{};
  };
  struct Known {
    TopicSettings settings{};
    std::uint64_t generation = 0;  ///< Another one for each time that the topic is known.
    bool is_joined = false;        ///< `last` is valid, and listeners get what follows it.
    bool is_behind = false;        ///< Its messages are read, and do not count meanwhile.
    TopicPosition last{};
    std::vector<Interest> interest{};
    std::vector<Asked> asked{};
  };
  /// What the script for reading answers.
  struct Page {
    TopicPosition last{};
    std::vector<SharedPublication> messages{};
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  using Topics = std::unordered_map<std::string, Known, Hash, std::equal_to<>>;
  using Commands = std::vector<Connection::Command>;

  // Connection::Events
  void connected(std::uint64_t connection, Commands& first) override;
  void lost() override;
  void pushed(const Reply& push) override;

  [[nodiscard]] std::string key(std::string_view topic, std::string_view part) const;
  [[nodiscard]] std::string read_command(std::string_view topic, std::string_view what,
                                         TopicPosition after) const;
  [[nodiscard]] Connection::Command question(const std::string& topic, const Known& known,
                                             const Asked& asked);
  [[nodiscard]] Connection::Command catch_up(const std::string& topic, Known& known);
  [[nodiscard]] Known* find(std::string_view topic, std::uint64_t generation);
  void send_publication(std::string bytes, Connection::Sending sending);
  void publish_kept(std::string_view topic, unsigned kept, std::string_view message);
  void send_bound(Connection::Command command);
  void answered(std::string_view topic, std::uint64_t generation, std::uint64_t id,
                const Reply* reply);
  void caught_up(std::string_view topic, std::uint64_t generation, const Reply* reply);
  void received(std::string_view topic, Known& known, TopicPosition at, std::string_view message);
  void deliver(std::string_view topic, const Known& known, const SharedPublication& publication);
  void tell_lost(std::string_view topic, const Known& known, LostMessages lost);
  void obey(std::string_view message);
  [[nodiscard]] std::optional<Page> page_of(std::string_view topic, const Known& known,
                                            const Reply& reply) const;
  void publication_ended(const Reply* reply);
  void refresh();

  const std::shared_ptr<boost::asio::io_context> context_;
  const std::string prefix_;     ///< Of keys and channels, up to the text of the topic.
  const std::string publisher_;  ///< A random name of this hub.
  LogSink* log_;
  boost::asio::steady_timer refresh_;

  std::mutex mutex_;  ///< Guards the following.
  Topics topics_;
  std::uint64_t last_number_ = 0;  ///< Of publications, topics and questions.
  std::uint64_t present_ = 0;      ///< The connection; 0 for none.
  std::uint64_t unsure_ = 0;       ///< Publications that the last loss may have taken.

  std::atomic<std::uint64_t> dropped_ = 0;
  std::atomic<std::uint64_t> unanswered_ = 0;
  Connection connection_;
};

}  // namespace vgen::redis
