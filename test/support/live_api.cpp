#include "test/support/live_services.hpp"

#include "test/golden/live/expected/api.gen.hpp"

#include <vgen/task.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cctype>
#include <memory>
#include <stdexcept>

namespace live {

namespace asio = boost::asio;

namespace {

/// Suspends until `Singletons::release`, or until the event is cancelled.
vgen::Task<void> suspend(Services& services) {
  // The singletons may outlive the server, but an executor must not.
  const auto timer = std::make_shared<asio::steady_timer>(services.call.executor(),
                                                          asio::steady_timer::time_point::max());
  services.singletons.wait([weak = std::weak_ptr(timer)] {
    const auto waiting = weak.lock();
    if (waiting == nullptr) return;
    asio::post(waiting->get_executor(), [weak] {
      if (const auto still = weak.lock()) still->cancel();
    });
  });
  boost::system::error_code ignored;
  auto waiting = timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await std::move(waiting);
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw std::runtime_error("the wait was cancelled");
}

}  // namespace

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ")) return std::nullopt;
  return Session{std::string(value->substr(7))};
}

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& of, vgen::Call& call) { return Services{of, call}; },
      resolve_session);
}

void on_connect(Services& services, vgen::Channel<Text, Session>& channel, EnterRoom in) {
  services.singletons.note("open " + in.room);
  if (in.room == "closed") throw vgen::Error(vgen::ErrorKind::forbidden, "The room is closed.");
  channel.send({"welcome to " + in.room});
  if (in.since) channel.send({"since " + std::to_string(*in.since)});
}

void on_disconnect(Services& services, vgen::Channel<Text, Session>& channel) {
  const bool sent = channel.send({"nobody reads this"});
  services.singletons.note(sent ? "close, and sent" : "close");
}

void on_message(Services& /*services*/, vgen::Channel<Text, Session>& channel, std::string in) {
  channel.send({"raw " + in});
}

void on_binary(Services& /*services*/, vgen::Channel<Text, Session>& channel,
               std::span<const std::byte> in) {
  channel.send({"bytes " + std::to_string(in.size())});
}

void say(Services& /*services*/, vgen::Channel<Text, Session>& channel, Text in) {
  channel.send({"sent " + in.text});
  channel.reply({"replied " + in.text});
}

vgen::Task<void> say_later(Services& services, vgen::Channel<Text, Session>& channel, Text in) {
  auto waiting = suspend(services);
  co_await std::move(waiting);
  channel.reply({"later " + in.text});
}

vgen::Task<void> wait(Services& services, vgen::Channel<void, Session>& /*channel*/) {
  auto waiting = suspend(services);
  co_await std::move(waiting);
}

void close_with(Services& /*services*/, vgen::Channel<void, Session>& channel, Text in) {
  channel.close(4000, in.text);
}

void sign_in(Services& /*services*/, vgen::Channel<void, Session>& channel, Text in) {
  if (in.text.empty()) return channel.end_session();
  channel.set_session({in.text});
}

void set_volume(Services& /*services*/, vgen::Channel<Volume, Session>& channel, Volume in) {
  channel.reply(in);
}

void fail(Services& /*services*/, vgen::Channel<void, Session>& /*channel*/, Text in) {
  throw std::runtime_error(in.text);
}

void echo(Services& /*services*/, vgen::Channel<Text, Session>& channel, Text in) {
  channel.send({channel.session()->user + " says " + in.text});
}

vgen::Result<Text, Refused> upper(Services& /*services*/, Text in) {
  if (in.text == "no") return Refused{"never"};
  for (char& c : in.text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return in;
}

std::int64_t measure(Services& /*services*/, Text in) {
  return static_cast<std::int64_t>(in.text.size());
}

Nothing empty(Services& /*services*/, Text /*in*/) {
  return {};
}

Text me(Services& /*services*/, Session& session) {
  return {session.user};
}

}  // namespace live
