#include "websocket_protocol.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <exception>
#include <string>
#include <utility>

namespace vgen::server {

namespace close_code = websocket::close_code;
using websocket::Opcode;

class WebsocketProtocol::Inside {
 public:
  explicit Inside(WebsocketProtocol& protocol) noexcept
      : protocol_(protocol), before_(std::exchange(protocol.inside_, true)) {}
  ~Inside() { protocol_.inside_ = before_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  WebsocketProtocol& protocol_;
  bool before_;
};

namespace {

std::size_t message_limit(const ProtocolHost& host, const Peer& peer) {
  return peer.message_limit() != 0 ? static_cast<std::size_t>(peer.message_limit())
                                   : host.websocket->message_bytes;
}

}  // namespace

WebsocketProtocol::WebsocketProtocol(ProtocolHost& host, Driver& driver,
                                     std::unique_ptr<Peer> channel, bool compresses)
    : host_(host),
      counted_(host.counts != nullptr ? &host.counts->websockets : nullptr),
      flush_{driver},
      channel_(std::move(channel)),
      reader_(websocket::Role::server, message_limit(host, *channel_),
              compresses ? &host.inflater : nullptr),
      output_(host.output),
      compresses_(compresses),
      heard_(*host.now),
      closing_since_(*host.now) {
  const Inside inside(*this);
  channel_->attach(*this);
}

WebsocketProtocol::~WebsocketProtocol() {
  host_.flush.remove(flush_);
}

void WebsocketProtocol::received(std::string_view bytes) {
  const Inside inside(*this);
  heard_ = *host_.now;
  pinged_ = false;
  if (kept_.empty() && host_.receive.holds(bytes)) {
    const std::span<char> all = host_.receive.space();
    std::span<char> input =
        all.subspan(static_cast<std::size_t>(bytes.data() - all.data()), bytes.size());
    take_frames(input);
    kept_.append({input.data(), input.size()});
  } else {
    kept_.append(bytes);
    go_on();
  }
}

/// Takes as many of the kept frames as the channel wants.
void WebsocketProtocol::go_on() {
  std::span<char> input = kept_.space();
  take_frames(input);
  kept_.take(kept_.size() - input.size());
  if (kept_.empty()) kept_.shrink(0);
}

void WebsocketProtocol::take_frames(std::span<char>& input) {
  while (phase_ != Phase::finished && channel_->wants_more() && !output_.full()) {
    const websocket::Received received = reader_.next(input);
    if (received.kind == websocket::Received::Kind::incomplete) return;
    take(received);
  }
  if (phase_ == Phase::finished) input = {};
}

void WebsocketProtocol::take(const websocket::Received& received) {
  using Kind = websocket::Received::Kind;
  switch (received.kind) {
    case Kind::incomplete: break;
    case Kind::text:
      if (phase_ == Phase::open) channel_->text_message(received.payload);
      break;
    case Kind::binary:
      if (phase_ == Phase::open) channel_->binary_message(received.payload);
      break;
    case Kind::ping:
      if (phase_ == Phase::open) add_frame(Opcode::pong, received.text());
      break;
    case Kind::pong: break;
    case Kind::close:
      // RFC 6455, section 5.5.1: the answer has the code of the peer.
      if (phase_ == Phase::open) {
        add_frame(Opcode::close, received.code == close_code::none
                                     ? std::string()
                                     : websocket::close_payload(received.code, {}));
      }
      finish();
      break;
    case Kind::failed:
      if (phase_ == Phase::open)
        add_frame(Opcode::close, websocket::close_payload(received.code, received.failure));
      finish();
      break;
  }
}

void WebsocketProtocol::received_end() {
  const Inside inside(*this);
  finish();
}

/// The connection is over when the output is sent. The channel ends.
void WebsocketProtocol::finish() {
  if (std::exchange(phase_, Phase::finished) == Phase::finished) return;
  channel_->end(StopReason::disconnected);
}

bool WebsocketProtocol::sent(std::size_t bytes) {
  const Inside inside(*this);
  output_.sent(bytes);
  if (backlog_ != nullptr) take_backlog(OutputBuffer::large);
  channel_->writable();
  if (output_.empty() && !kept_.empty()) go_on();
  return !output_.empty();
}

void WebsocketProtocol::add_frame(Opcode opcode, std::string_view payload) {
  char* const begin = output_.room(websocket::longest_head + payload.size());
  char* to = websocket::put_head(begin, {.opcode = opcode, .size = payload.size()});
  if (!payload.empty()) std::memcpy(to, payload.data(), payload.size());
  output_.added(static_cast<std::size_t>(to - begin) + payload.size());
}

void WebsocketProtocol::add_whole_frame(std::string_view frame) {
  std::memcpy(output_.room(frame.size()), frame.data(), frame.size());
  output_.added(frame.size());
}

void WebsocketProtocol::add_text(std::string_view text) {
  if (is_compressed(text.size())) {
    const std::string frame = websocket::compressed_frame(host_.deflater, Opcode::text, text);
    if (frame.size() < text.size()) return add_whole_frame(frame);
  }
  add_frame(Opcode::text, text);
}

std::string_view WebsocketProtocol::frame_of(const Publication& publication) const {
  return is_compressed(publication.text().size()) ? publication.compressed_frame(host_.deflater)
                                                  : publication.frame;
}

/// Closes the connection if its client does not read.
bool WebsocketProtocol::may_send(std::size_t bytes) {
  if (phase_ != Phase::open) return false;
  if (output_.waiting() == 0 || channel_->slow() != Slow::close ||
      output_.waiting() + bytes <= host_.websocket->unsent_bytes)
    return true;
  if (host_.counts != nullptr) host_.counts->queue_drops.fetch_add(1, std::memory_order_relaxed);
  close(close_code::try_again, "the messages are not read");
  return false;
}

/// A part of the output has no borders between messages any more: it is on its way, or nearly so.
bool WebsocketProtocol::is_behind() const noexcept {
  if (backlog_ != nullptr) return true;
  return channel_->slow() != Slow::close &&
         output_.waiting() >= std::min(OutputBuffer::large, host_.websocket->unsent_bytes / 4);
}

Backlog& WebsocketProtocol::backlog() {
  if (backlog_ == nullptr) backlog_ = std::make_unique<Backlog>(channel_->slow());
  return *backlog_;
}

bool WebsocketProtocol::keep_limit() {
  const std::size_t limit = host_.websocket->unsent_bytes;
  const std::uint64_t before = dropped();
  const bool fits = backlog_->fit(limit - std::min(limit, output_.waiting()));
  const std::uint64_t now_dropped = dropped() - before;
  if (host_.counts != nullptr && now_dropped != 0)
    host_.counts->dropped_messages.fetch_add(static_cast<std::int64_t>(now_dropped),
                                             std::memory_order_relaxed);
  if (before == 0 && now_dropped != 0)
    Logger(host_.call.log)
        .warning("websocket " + std::string(channel_->id()) +
                 ": messages are dropped, because the client does not read them");
  if (!fits) close(close_code::try_again, "the messages are not read");
  return fits;
}

void WebsocketProtocol::add_message(const Backlog::Message& message) {
  if (message.publication == nullptr) return add_text(message.text);
  add_whole_frame(frame_of(*message.publication));
}

/// Adds messages of the backlog until so many bytes wait.
void WebsocketProtocol::take_backlog(std::size_t until) {
  while (!backlog_->empty() && output_.waiting() < until) add_message(backlog_->take());
  if (!backlog_->empty()) return;
  dropped_ += backlog_->dropped();
  backlog_.reset();
}

bool WebsocketProtocol::send_text(std::string_view text, bool may_drop) {
  if (phase_ == Phase::open && is_behind()) {
    backlog().add(text, may_drop);
    return keep_limit();
  }
  if (!may_send(text.size())) return false;
  add_text(text);
  wake();
  return true;
}

/// Together they could be more than the limit.
bool WebsocketProtocol::deliver_each(std::span<const SharedPublication> publications) {
  for (const SharedPublication& publication : publications) {
    if (is_behind()) {
      backlog().add(publication);
    } else {
      add_message({.publication = publication});
    }
  }
  wake();
  return backlog_ == nullptr || keep_limit();
}

bool WebsocketProtocol::deliver(std::string_view frames,
                                std::span<const SharedPublication> publications) {
  if (phase_ == Phase::open && channel_->slow() != Slow::close) return deliver_each(publications);
  if (!may_send(frames.size())) return false;
  if (compresses_) {
    for (const SharedPublication& publication : publications)
      add_whole_frame(frame_of(*publication));
  } else {
    add_whole_frame(frames);
  }
  wake();
  return true;
}

void WebsocketProtocol::close(std::uint16_t code, std::string_view reason) {
  if (phase_ != Phase::open) return;
  if (backlog_ != nullptr) take_backlog(SIZE_MAX);
  add_frame(Opcode::close, websocket::close_payload(code, reason));
  phase_ = Phase::closing;
  closing_since_ = *host_.now;
  channel_->stop_messages();
  wake();
}

void WebsocketProtocol::resumed() noexcept {
  try {
    {
      const Inside inside(*this);
      if (!kept_.empty()) go_on();
      close_if_stopping();
    }
    wake();
  } catch (const std::exception&) {  // no memory for this connection
    phase_ = Phase::finished;
  }
}

/// Lets the driver send what was written by a handler of its own accord.
void WebsocketProtocol::wake() {
  if (!inside_) host_.flush.add(flush_);
}

void WebsocketProtocol::tick() {
  const Inside inside(*this);
  channel_->tick();
  const auto now = *host_.now;
  const WebsocketLimits& limits = *host_.websocket;
  if (phase_ == Phase::open && now - heard_ > limits.silence) {
    add_frame(Opcode::close, websocket::close_payload(close_code::policy, "no answer to a ping"));
    finish();
  } else if (phase_ == Phase::open && !pinged_ && now - heard_ > limits.ping) {
    pinged_ = true;
    add_frame(Opcode::ping, {});
  } else if (phase_ == Phase::closing && now - closing_since_ > limits.close) {
    finish();
  }
  close_if_stopping();
}

void WebsocketProtocol::close_if_stopping() {
  const bool closes = stopping_ && phase_ == Phase::open && !channel_->running();
  if (!closes || host_.may_close == 0) return;
  --host_.may_close;
  close(close_code::going_away, "the server is stopping");
}

void WebsocketProtocol::begin_stop() noexcept {
  const Inside inside(*this);
  stopping_ = true;
  channel_->begin_stop();
  try {
    close_if_stopping();
  } catch (const std::exception&) {  // no memory for this connection
    phase_ = Phase::finished;
  }
}

void WebsocketProtocol::stop_running(StopReason reason) noexcept {
  const Inside inside(*this);
  if (reason == StopReason::disconnected) {
    phase_ = Phase::finished;
    channel_->end(reason);
  } else {
    channel_->stop_running(reason);
  }
}

}  // namespace vgen::server
