#include "test/support/streams_services.hpp"

#include "test/golden/streams/expected/api.gen.hpp"

#include <vgen/task.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

namespace asio = boost::asio;

namespace {

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ")) return std::nullopt;
  return Session{std::string(value->substr(7))};
}

/// Waits until `Singletons::release`, or until the call is cancelled.
vgen::Task<void> released(Services& services) {
  const auto timer = std::make_shared<asio::steady_timer>(services.call.executor(),
                                                          asio::steady_timer::time_point::max());
  services.singletons.waiting.emplace_back([weak = std::weak_ptr(timer)] {
    if (const auto known = weak.lock()) known->cancel();
  });
  boost::system::error_code ignored;
  auto waiting = timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await std::move(waiting);
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw std::runtime_error("the wait was cancelled");
}

/// The number of an id; 0 if it has none.
std::int32_t number_of(std::string_view id) {
  std::int32_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return number;
}

}  // namespace

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& of, vgen::Call& call) { return Services{of, call}; },
      resolve_session);
}

vgen::Task<void> count_up(Services& services, CountUp in, vgen::Stream<std::int32_t>& stream) {
  for (std::int32_t i = number_of(stream.last_id()) + 1; i <= in.to; ++i) {
    stream.send(i, {.id = std::to_string(i)});
    if (i == in.wait_at) {
      auto waiting = released(services);
      co_await std::move(waiting);
    }
  }
  if (in.is_failing && in.to == 0) throw vgen::Error(vgen::ErrorKind::not_found, "It is empty.");
  if (in.is_failing) throw std::runtime_error("a secret");
}

vgen::Task<void> watch_todo(Services& services, WatchTodo in, Session& session,
                            vgen::Stream<Todo>& stream) {
  Singletons& singletons = services.singletons;
  const std::string name = session.user + " " + std::to_string(in.id);
  services.call.defer([&singletons, name](vgen::StopReason reason) {
    singletons.notes.push_back(name + " ended by " + std::to_string(static_cast<int>(reason)));
    if (singletons.on_end) singletons.on_end();
  });
  singletons.watched.push_back(&stream);
  services.call.defer([&singletons, &stream] { std::erase(singletons.watched, &stream); });
  auto waiting = released(services);
  co_await std::move(waiting);
}

vgen::Task<void> follow_room(Services& services, FollowRoom in, vgen::Stream<Todo>& stream) {
  co_await stream.follow(room_todos(in.room));
  services.singletons.notes.push_back("closed " + in.room);
}

vgen::Task<void> keep_room(Services& services, FollowRoom in, vgen::Stream<Todo>& stream) {
  const auto begin = [&](const vgen::FollowStart& start) {
    services.singletons.notes.emplace_back(start.is_resumed ? "resumed" : "not resumed");
    if (in.room == "broken") throw vgen::Error(vgen::ErrorKind::unavailable, "No list.");
    if (in.room == "busy") services.call.hub().publish(room_todos(in.room), {7, "meanwhile"});
    if (!start.is_resumed) stream.send({0, "all"}, {.id = start.id});
  };
  auto following = stream.follow(room_todos(in.room), begin);
  co_await std::move(following);
  services.singletons.notes.push_back("closed " + in.room);
}

vgen::Task<void> watch_list(Services& services, vgen::Stream<Change>& stream) {
  stream.send(Added{{1, "milk"}});
  auto waiting = released(services);
  co_await std::move(waiting);
  stream.send(Removed{1});
}

vgen::Task<void> ask(Services& /*services*/, Ask in, vgen::Stream<std::string>& stream) {
  const std::string words = std::move(in).question;
  stream.send("You asked:");
  stream.send(words);
  co_return;
}

vgen::Task<void> flood(Services& services, vgen::Stream<std::string>& stream) {
  const std::string text(1000, 'x');
  for (;;) {
    services.singletons.notes.emplace_back(stream.send(text) ? "sent" : "not sent");
    co_await stream.ready();
  }
}

vgen::Task<void> burst(Services& services, vgen::Stream<std::string>& stream) {
  const std::string text(1000, 'x');
  while (stream.send(text)) services.singletons.notes.emplace_back("sent");
  services.singletons.notes.emplace_back("not sent");
  auto waiting = released(services);
  co_await std::move(waiting);
}

Todo get_todo(Services& /*services*/, WatchTodo in) {
  return {in.id, "milk"};
}

bool is_ada(Services& /*services*/, const Session& session) {
  return session.user == "ada";
}

vgen::Task<void> note_end(vgen::Call& call, vgen::Next& next) {
  call.set_header("X-Noted", "yes");
  auto rest = next();
  co_await std::move(rest);
  call.log().warning("ended");
}

}  // namespace feed
