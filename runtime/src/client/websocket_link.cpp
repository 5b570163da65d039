#include "websocket_link.hpp"

#include <boost/asio/dispatch.hpp>

namespace vgen::client::detail {
namespace {

using std::chrono::milliseconds;
using websocket::Opcode;
namespace close_code = websocket::close_code;

/// How long a closing handshake may take.
constexpr milliseconds closing_time(1000);

}  // namespace

std::string add_upgrade(HttpRequest& request) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::random_device device;
  std::string key;
  for (int i = 0; i < 21; ++i) key += digits[device() % 64];
  key += digits[device() % 4 * 16];  // 16 bytes are 21 characters and two bits
  key += "==";
  set_field(request.headers, "Connection", "Upgrade");
  set_field(request.headers, "Upgrade", "websocket");
  set_field(request.headers, "Sec-WebSocket-Version", websocket::version);
  set_field(request.headers, "Sec-WebSocket-Key", key);
  return key;
}

WebsocketLink::WebsocketLink(std::shared_ptr<Loop> loop, std::shared_ptr<Link> link,
                             WebsocketSettings settings, std::shared_ptr<WebsocketUser> user)
    : loop_(std::move(loop)),
      link_(std::move(link)),
      settings_(settings),
      user_(std::move(user)),
      reader_(websocket::Role::client, settings.largest_message),
      timer_(loop_->context()),
      heard_(std::chrono::steady_clock::now()) {}

void WebsocketLink::begin() {
  watch(settings_.ping);
}

asio::awaitable<void> WebsocketLink::read_all() {
  const auto self = shared_from_this();
  while (user_ != nullptr) {
    const asio::mutable_buffer received = link_->buffer.data();
    std::span<char> input(static_cast<char*>(received.data()), received.size());
    for (bool goes_on = true; goes_on && user_ != nullptr;) {
      const websocket::Received frame = reader_.next(input);
      goes_on = frame.kind != websocket::Received::Kind::incomplete && take(frame);
    }
    if (user_ == nullptr) break;
    link_->buffer.consume(received.size() - input.size());
    const error_code error = co_await link_->receive();
    if (error) end({.reason = "receive: " + error.message()});
    heard_ = std::chrono::steady_clock::now();
    is_pinged_ = false;
  }
}

bool WebsocketLink::take(const websocket::Received& received) {
  using Kind = websocket::Received::Kind;
  switch (received.kind) {
    case Kind::incomplete: return false;
    case Kind::text:
    case Kind::binary:
      if (!is_closing_)
        user_->received(std::string(received.text()), received.kind == Kind::binary);
      return true;
    case Kind::ping:
      if (!is_closing_) write(Opcode::pong, received.text());
      return true;
    case Kind::pong: return true;
    case Kind::close:
      if (!is_closing_) {
        const bool has_code = received.code != close_code::none;
        write(Opcode::close,
              has_code ? websocket::close_payload(received.code, {}) : std::string());
      }
      end({.code = received.code, .reason = std::string(received.text())});
      return false;
    case Kind::failed:
      if (!is_closing_)
        write(Opcode::close, websocket::close_payload(received.code, received.failure));
      end({.reason = "the server broke the protocol: " + std::string(received.failure)});
      return false;
  }
  return false;
}

void WebsocketLink::send(std::string data, bool is_binary) {
  asio::dispatch(loop_->context(), [self = shared_from_this(), data = std::move(data), is_binary] {
    if (self->user_ != nullptr && !self->is_closing_)
      self->write(is_binary ? Opcode::binary : Opcode::text, data);
  });
}

void WebsocketLink::close(std::uint16_t code, std::string reason) {
  asio::dispatch(loop_->context(), [self = shared_from_this(), code, reason = std::move(reason)] {
    self->close_now(code, reason);
  });
}

void WebsocketLink::close_now(std::uint16_t code, const std::string& reason) {
  if (user_ == nullptr || is_closing_) return;
  write(Opcode::close, websocket::close_payload(code, reason));
  is_closing_ = true;
  watch(closing_time);
}

void WebsocketLink::write(Opcode opcode, std::string_view payload) {
  websocket::append_masked_frame(waiting_, opcode, payload, random_());
  flush();
}

/// All that waits is sent at once. There is one write at a time.
void WebsocketLink::flush() {
  if (!sending_.empty() || waiting_.empty()) return;
  sending_.swap(waiting_);
  link_->send(sending_,
              [self = shared_from_this()](const error_code& error) { self->written(error); });
}

void WebsocketLink::written(const error_code& error) {
  sending_.clear();
  if (error) {
    waiting_.clear();
    end({.reason = "send: " + error.message()});
  }
  flush();
  if (user_ == nullptr && sending_.empty()) {
    timer_.cancel();
    link_->close();
  }
}

void WebsocketLink::watch(milliseconds time) {
  if (time <= milliseconds::zero()) return;
  timer_.expires_after(time);
  timer_.async_wait([weak = weak_from_this()](const error_code& error) {
    const auto self = weak.lock();
    if (self != nullptr && !error) self->silent();
  });
}

void WebsocketLink::silent() {
  if (user_ == nullptr) return link_->close();
  if (is_closing_) return end({.reason = "the server did not answer the close frame"});
  const milliseconds silence =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - heard_);
  if (is_pinged_) return end({.reason = "no answer to a ping"});
  if (silence < settings_.ping) return watch(settings_.ping - silence);
  is_pinged_ = true;
  write(Opcode::ping, {});
  watch(std::max(settings_.pong_timeout, milliseconds(1)));
}

/// What is on its way is still sent, such as the answer to a close frame, but not for long.
void WebsocketLink::end(WebsocketEnd end) {
  if (user_ == nullptr) return;
  const auto user = std::exchange(user_, nullptr);
  timer_.cancel();
  if (sending_.empty() || end.code == close_code::abnormal) {
    link_->close();
  } else {
    watch(closing_time);
  }
  user->closed(std::move(end));
}

}  // namespace vgen::client::detail
