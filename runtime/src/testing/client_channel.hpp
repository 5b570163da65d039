/// A channel whose peer is a test.
#pragma once

#include "memory_host.hpp"

#include <vgen/channel/backlog.hpp>
#include <vgen/channel/peer.hpp>
#include <vgen/testing/channel.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vgen::testing {

/// The host of one channel. Keeps what the server sends.
class ClientChannel final : private ChannelPort, private Completion {
 public:
  /// The host must outlive it.
  explicit ClientChannel(MemoryHost& host) : host_(host) {}
  ~ClientChannel();
  ClientChannel(const ClientChannel&) = delete;
  ClientChannel& operator=(const ClientChannel&) = delete;

  /// The handshake, whose request is in the call.
  void open(const Target& target, HostedCall& call);
  void take_text(std::string_view text);
  void take_binary(std::string_view bytes);
  [[nodiscard]] std::string receive();
  /// The client is gone.
  void end();
  /// Checks the deadlines of functions.
  void tick();

  [[nodiscard]] bool is_open() const noexcept { return is_open_; }
  [[nodiscard]] std::string_view id() const noexcept {
    return live_ == nullptr ? std::string_view() : live_->id();
  }

  Response handshake{};
  std::optional<Channel::Closed> closed{};

 private:
  // ChannelPort
  bool send(std::string_view text) override { return send_text(text, false); }
  bool send_droppable(std::string_view text) override { return send_text(text, true); }
  bool deliver(std::string_view frames, std::span<const SharedPublication> publications) override;
  [[nodiscard]] std::size_t unsent() const noexcept override { return received_->bytes(); }
  [[nodiscard]] std::uint64_t dropped() const noexcept override { return received_->dropped(); }
  void close(std::uint16_t code, std::string_view reason) override;
  void resumed() noexcept override {}

  void completed(HostedCall& /*call*/) noexcept override { done_ = true; }
  void settle();
  bool send_text(std::string_view text, bool may_drop);
  /// As a websocket whose client does not read.
  [[nodiscard]] bool keep_limit();

  MemoryHost& host_;
  std::unique_ptr<Peer> live_;
  std::optional<Backlog> received_;
  bool is_open_ = false;
  bool done_ = false;
};

}  // namespace vgen::testing
