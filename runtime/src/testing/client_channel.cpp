#include "client_channel.hpp"

#include <vgen/dispatch/answer.hpp>
#include <vgen/rpc/make_peer.hpp>
#include <vgen/websocket/handshake.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace vgen::testing {

/// Functions that have not ended are asked to.
ClientChannel::~ClientChannel() {
  std::erase(host_.open, this);
  try {
    end();
    host_.poll();
  } catch (...) {  // what still runs ends with the channel
    live_.reset();
  }
}

void ClientChannel::open(const Target& target, HostedCall& call) {
  const websocket::BrowserToken token = websocket::find_browser_token(call.request());
  std::vector<Header> headers(call.request().headers.begin(), call.request().headers.end());
  if (token.is_malformed) {
    answer_error(call, ErrorKind::malformed,
                 "The token among the sub-protocols must be one text as base64url.");
    call.end();
    handshake = call.response();
    return handshake.load_body();
  }
  if (!token.authorization.empty()) websocket::hide_browser_token(token, headers);
  call.next_request().headers = headers;
  std::unique_ptr<Peer> live = make_peer(host_.channels, host_.dispatcher, target, call.request());
  if (!token.authorization.empty()) websocket::add_authorization(token, headers);
  call.next_request().headers = headers;
  if (live->open(call, target.match.path, *this) == Progress::suspended) host_.run_until(done_);
  if (!live->accepted()) {
    handshake = call.response();
    handshake.load_body();
    return;
  }
  handshake.status = 101;
  live_ = std::move(live);
  received_.emplace(live_->slow());
  is_open_ = true;
  host_.open.push_back(this);
  live_->attach(*this);
  settle();
}

/// After something has happened.
void ClientChannel::settle() {
  host_.poll();
  if (closed && is_open_) end();
}

void ClientChannel::take_text(std::string_view text) {
  if (!is_open_) return;
  std::string copy(text);  // it is changed in place
  live_->text_message(copy);
  settle();
}

void ClientChannel::take_binary(std::string_view bytes) {
  if (!is_open_) return;
  live_->binary_message(bytes);
  settle();
}

std::string ClientChannel::receive() {
  settle();
  if (!received_ || received_->empty()) return {};
  Backlog::Message message = received_->take();
  std::string next = message.publication != nullptr ? std::string(message.publication->text())
                                                    : std::move(message.text);
  if (is_open_) live_->writable();
  return next;
}

void ClientChannel::end() {
  if (!std::exchange(is_open_, false)) return;
  live_->end(StopReason::disconnected);
  host_.poll();
}

void ClientChannel::tick() {
  if (live_ != nullptr) live_->tick();
  settle();
}

bool ClientChannel::keep_limit() {
  if (received_->fit(host_.channels.limits->unsent_bytes)) return true;
  close(1013, "the messages are not read");
  return false;
}

bool ClientChannel::send_text(std::string_view text, bool may_drop) {
  if (!is_open_ || closed) return false;
  const bool is_first = received_->empty();
  received_->add(text, may_drop);
  return is_first || keep_limit();
}

bool ClientChannel::deliver(std::string_view /*frames*/,
                            std::span<const SharedPublication> publications) {
  if (!is_open_ || closed) return false;
  for (const SharedPublication& publication : publications) received_->add(publication);
  return keep_limit();
}

void ClientChannel::close(std::uint16_t code, std::string_view reason) {
  if (closed) return;
  closed = Channel::Closed{.code = code, .reason = std::string(reason)};
  if (live_ != nullptr) live_->stop_messages();
}

// -------------------------------------------------------------------------------------------------

Channel::Channel(std::unique_ptr<ClientChannel> channel) : channel_(std::move(channel)) {}
Channel::~Channel() = default;
Channel::Channel(Channel&&) noexcept = default;
Channel& Channel::operator=(Channel&&) noexcept = default;

bool Channel::is_open() const noexcept {
  return channel_->is_open();
}
const Response& Channel::handshake() const noexcept {
  return channel_->handshake;
}
std::string_view Channel::id() const noexcept {
  return channel_->id();
}
void Channel::send(std::string_view text) {
  channel_->take_text(text);
}
void Channel::send_binary(std::string_view bytes) {
  channel_->take_binary(bytes);
}
std::string Channel::receive() {
  return channel_->receive();
}

std::vector<std::string> Channel::receive_all() {
  std::vector<std::string> all;
  for (std::string next = receive(); !next.empty(); next = receive())
    all.push_back(std::move(next));
  return all;
}

void Channel::close() {
  channel_->end();
}
const std::optional<Channel::Closed>& Channel::closed() const noexcept {
  return channel_->closed;
}

}  // namespace vgen::testing
