/// A channel, for code that outlives the event.
#pragma once

#include <vgen/pubsub/hub.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vgen {

namespace detail {

/// The part of a handle that needs no types.
class HandleCore {
 public:
  HandleCore(Hub hub, std::string_view id) : hub_(std::move(hub)), id_(id) {}

  [[nodiscard]] std::string_view id() const noexcept { return id_; }
  void send(std::string_view json) const;
  void close(std::uint16_t code, std::string_view reason) const;

  /// The hidden topic of a channel.
  [[nodiscard]] static std::string topic_of(std::string_view id);

 private:
  Hub hub_;
  std::string id_;
};

}  // namespace detail

/// A channel by its id: `channel.handle()`. It may be copied and kept, and used from any thread,
/// also after the channel has ended: then its functions have no effect. What it sends arrives in
/// order, after the event that runs now.
template <class Out>
class ChannelHandle {
 public:
  /// Appends a message as JSON.
  using Encode = void (*)(std::string& text, const Out& out);

  /// `Channel::handle` makes it.
  ChannelHandle(Hub hub, std::string_view id, Encode encode)
      : core_(std::move(hub), id), encode_(encode) {}

  [[nodiscard]] std::string_view id() const noexcept { return core_.id(); }
  /// Sends a message, as `Channel::send`.
  void send(const Out& out) const {
    std::string text;
    encode_(text, out);
    core_.send(text);
  }
  /// Closes the channel, as `Channel::close`.
  void close(std::uint16_t code = 1000, std::string_view reason = {}) const {
    core_.close(code, reason);
  }

 private:
  detail::HandleCore core_;
  Encode encode_;
};

/// The handle of a channel that sends nothing.
template <>
class ChannelHandle<void> {
 public:
  ChannelHandle(Hub hub, std::string_view id) : core_(std::move(hub), id) {}

  [[nodiscard]] std::string_view id() const noexcept { return core_.id(); }
  void close(std::uint16_t code = 1000, std::string_view reason = {}) const {
    core_.close(code, reason);
  }

 private:
  detail::HandleCore core_;
};

}  // namespace vgen
