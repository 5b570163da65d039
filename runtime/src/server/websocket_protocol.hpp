/// The websocket protocol on one connection (RFC 6455), without I/O and without its own clock.
#pragma once

#include "flush_list.hpp"
#include "input_buffer.hpp"
#include "output_buffer.hpp"
#include "protocol.hpp"
#include "protocol_host.hpp"

#include <vgen/channel/backlog.hpp>
#include <vgen/channel/channel_port.hpp>
#include <vgen/channel/peer.hpp>
#include <vgen/websocket/frame_reader.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace vgen::server {

/// Gives the messages of the peer to a channel, and answers pings and close frames. All frames of
/// one read are handled before their answers are sent together. Between messages a connection has
/// no memory except this object and its channel.
class WebsocketProtocol final : public Protocol, private ChannelPort {
 public:
  /// The handshake is answered. `compresses`: both ends have agreed on compressed messages. Host
  /// and driver must outlive it.
  WebsocketProtocol(ProtocolHost& host, Driver& driver, std::unique_ptr<Peer> channel,
                    bool compresses);
  ~WebsocketProtocol() override;

  [[nodiscard]] bool wants_input() const noexcept override {
    return phase_ != Phase::finished && !output_.full() && channel_->wants_more();
  }
  void received(std::string_view bytes) override;
  void received_end() override;
  void peer_closed() noexcept override {}

  [[nodiscard]] Pieces pending() override { return output_.pending(); }
  bool sent(std::size_t bytes) override;
  [[nodiscard]] std::size_t unsent() const noexcept override {
    return output_.unsent() + (backlog_ == nullptr ? 0 : backlog_->bytes());
  }

  [[nodiscard]] bool finished() const noexcept override { return phase_ == Phase::finished; }
  [[nodiscard]] bool busy() const noexcept override {
    return channel_->running() || !output_.empty() || phase_ == Phase::closing ||
           (stopping_ && phase_ == Phase::open);
  }
  [[nodiscard]] bool running() const noexcept override { return channel_->running(); }

  void tick() override;
  /// Running handlers end first.
  void begin_stop() noexcept override;
  void stop_running(StopReason reason) noexcept override;

 private:
  enum class Phase : unsigned char {
    open,
    closing,  // we have sent a close frame, and wait for that of the peer
    finished,
  };

  /// Marks that a function of the protocol runs, so that the driver sends its output.
  class Inside;

  // ChannelPort
  bool send(std::string_view text) override { return send_text(text, false); }
  bool send_droppable(std::string_view text) override { return send_text(text, true); }
  [[nodiscard]] std::uint64_t dropped() const noexcept override {
    return dropped_ + (backlog_ == nullptr ? 0 : backlog_->dropped());
  }
  bool deliver(std::string_view frames, std::span<const SharedPublication> publications) override;
  void close(std::uint16_t code, std::string_view reason) override;
  void resumed() noexcept override;

  bool send_text(std::string_view text, bool may_drop);
  bool deliver_each(std::span<const SharedPublication> publications);
  [[nodiscard]] bool may_send(std::size_t bytes);
  /// Whether messages wait in the backlog, because some of them may be dropped.
  [[nodiscard]] bool is_behind() const noexcept;
  [[nodiscard]] Backlog& backlog();
  /// Drops messages of the backlog, or closes the connection.
  [[nodiscard]] bool keep_limit();
  void take_backlog(std::size_t until);
  void add_message(const Backlog::Message& message);
  void take_frames(std::span<char>& input);
  void take(const websocket::Received& received);
  void add_frame(websocket::Opcode opcode, std::string_view payload);
  void add_text(std::string_view text);
  void add_whole_frame(std::string_view frame);
  [[nodiscard]] bool is_compressed(std::size_t bytes) const noexcept {
    return compresses_ && bytes >= host_.compress_from;
  }
  [[nodiscard]] std::string_view frame_of(const Publication& publication) const;
  void finish();
  void go_on();
  void close_if_stopping();
  void wake();

  ProtocolHost& host_;
  Counted counted_;
  FlushList::Entry flush_;
  std::unique_ptr<Peer> channel_;
  websocket::FrameReader reader_;
  InputBuffer kept_;
  OutputBuffer output_;
  std::unique_ptr<Backlog> backlog_;  ///< Behind the output; null if nothing waits there.
  std::uint64_t dropped_ = 0;         ///< Of earlier backlogs.
  Phase phase_ = Phase::open;
  bool compresses_;
  bool inside_ = false;
  bool stopping_ = false;
  bool pinged_ = false;
  std::chrono::steady_clock::time_point heard_;  ///< When bytes of the peer arrived.
  std::chrono::steady_clock::time_point closing_since_;
};

}  // namespace vgen::server
