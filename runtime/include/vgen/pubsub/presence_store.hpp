/// The interface of stores of presence: who is there in which topic.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// A subscriber of a topic, as others see it.
struct PresentMember {
  std::string id{};    ///< Of its channel.
  std::string data{};  ///< JSON: an object.

  bool operator==(const PresentMember&) const = default;
};

/// A member whose time was over.
struct ExpiredMember {
  std::string topic{};
  PresentMember member{};

  bool operator==(const ExpiredMember&) const = default;
};

/// What a store of presence can do.
struct PresenceCapabilities {
  bool several_nodes = false;  ///< It also has the members of other processes.
};

/// Keeps who is present in topics. It only keeps: those who call it tell the subscribers, by the
/// hub, when `done` is called. So what subscribers hear is never newer than what `present` says.
///
/// All functions may be called from any thread. `done` is called once, on any thread, also from
/// within the function. A store that cannot be reached calls it with `false` or an empty list.
///
/// `test/unit/pubsub/presence_suite.hpp` checks what every store must do.
class PresenceStore {
 public:
  virtual ~PresenceStore() = default;
  PresenceStore(const PresenceStore&) = delete;
  PresenceStore& operator=(const PresenceStore&) = delete;

  [[nodiscard]] virtual PresenceCapabilities capabilities() const noexcept = 0;
  /// Adds a member to a topic, or replaces its data. It is there for `lifetime` from now, unless
  /// this is called again. `done` gets whether it was not there before.
  virtual void set(std::string_view topic, const PresentMember& member,
                   std::chrono::milliseconds lifetime, std::function<void(bool is_new)> done) = 0;
  /// Removes a member. `done` gets whether it was there.
  virtual void remove(std::string_view topic, std::string_view id,
                      std::function<void(bool was_there)> done) = 0;
  /// The members of a topic whose time is not over, in the order in which they were added.
  virtual void present(std::string_view topic,
                       std::function<void(std::vector<PresentMember>)> done) = 0;
  /// Removes all members whose time is over, such as those of a process that has crashed. Each of
  /// them is given to one caller only, whatever the number of processes.
  virtual void expire(std::function<void(std::vector<ExpiredMember>)> done) = 0;

 protected:
  PresenceStore() = default;
};

}  // namespace vgen
