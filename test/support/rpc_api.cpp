#include "test/support/rpc_services.hpp"

#include "test/golden/rpc/expected/api.gen.hpp"

#include <vgen/task.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace desk {

namespace asio = boost::asio;

namespace {

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ") || *value == "Bearer bad") return std::nullopt;
  return Session{std::string(value->substr(7))};
}

}  // namespace

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& of, vgen::Call& call) { return Services{of, call}; },
      resolve_session);
}

vgen::Result<Todo, NotFound> get_todo(Services& /*services*/, GetTodo in) {
  if (in.id == 404) return NotFound{in.id};
  return Todo{in.id, "milk"};
}

std::int64_t sum(Services& /*services*/, std::vector<std::int32_t> in) {
  return std::accumulate(in.begin(), in.end(), std::int64_t{0});
}

void set_volume(Services& services, Volume in) {
  services.singletons.notes.push_back("volume " + std::to_string(in));
}

void note(Services& services, std::string in) {
  services.singletons.notes.push_back("note " + std::move(in));
}

namespace {

/// Waits until `Singletons::release`, or until the call is cancelled.
vgen::Task<void> released(Services& services) {
  const auto timer = std::make_shared<asio::steady_timer>(services.call.executor(),
                                                          asio::steady_timer::time_point::max());
  // The timer must not outlive its loop, as the singletons do.
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

}  // namespace

vgen::Task<std::string> wait(Services& services) {
  Singletons& singletons = services.singletons;
  const auto number = std::to_string(singletons.notes.size());
  singletons.notes.push_back("begin " + number);
  services.call.defer([&singletons, number] { singletons.notes.push_back("end " + number); });
  auto waiting = released(services);
  co_await std::move(waiting);
  co_return "waited " + number;
}

std::string fail(Services& /*services*/, std::string in) {
  throw std::runtime_error("because of " + std::move(in));
}

std::string who_am_i(Services& /*services*/, Session& session) {
  return session.user;
}

std::int32_t count(Services& services) {
  return static_cast<std::int32_t>(services.singletons.notes.size());
}

std::string mark(Services& /*services*/, std::int64_t id, std::optional<Priority> priority,
                 Volume volume, std::optional<std::string> reason,
                 std::optional<vgen::Nullable<std::string>> label) {
  const std::optional<vgen::Nullable<std::string>> own = std::move(label);
  std::string text = std::to_string(id) + " ";
  text += !priority ? "none" : *priority == Priority::low ? "low" : "high";
  text += " " + std::to_string(volume) + " " + std::move(reason).value_or("none") + " ";
  text += !own ? "none" : *own ? **own : "null";
  return text;
}

std::string rename(Services& /*services*/, Todo todo, std::vector<std::string> labels,
                   Session& session) {
  const std::vector<std::string> own = std::move(labels);
  return session.user + " " + std::move(todo).title + " " + std::to_string(own.size());
}

std::string where(Services& services) {
  return std::string(services.call.connection());
}

vgen::Task<void> count_up(Services& services, std::int32_t in, vgen::Stream<std::int32_t>& stream) {
  for (std::int32_t i = 1; i <= in && i <= 100; ++i) {
    stream.send(i);
    if (i == 2) {
      auto waiting = released(services);
      co_await std::move(waiting);
    }
  }
  if (in > 100) throw vgen::Error(vgen::ErrorKind::forbidden, "It is too much.");
}

vgen::Task<void> watch(Services& services, GetTodo in, Session& session,
                       vgen::Stream<Todo>& stream) {
  Singletons& singletons = services.singletons;
  const std::string name = session.user + " " + std::to_string(in.id);
  services.call.defer([&singletons, name](vgen::StopReason reason) {
    singletons.notes.push_back(name + " ended by " + std::to_string(static_cast<int>(reason)));
  });
  singletons.watched.push_back(&stream);
  services.call.defer([&singletons, &stream] { std::erase(singletons.watched, &stream); });
  auto waiting = released(services);
  co_await std::move(waiting);
}

vgen::Task<void> flood(Services& services, vgen::Stream<std::string>& stream) {
  const std::string text(1000, 'x');
  for (;;) {
    services.singletons.notes.emplace_back(stream.send(text) ? "sent" : "not sent");
    co_await stream.ready();
  }
}

bool is_ada(Services& /*services*/, const Session& session) {
  return session.user == "ada";
}

vgen::Task<bool> is_small(Services& services, const std::int32_t& in, const Session& /*session*/) {
  auto waiting = released(services);
  co_await std::move(waiting);
  co_return in < 10;
}

vgen::Task<void> note_call(vgen::Call& call, vgen::Next& next) {
  auto rest = next();
  co_await std::move(rest);
  call.log().warning("called");
}

}  // namespace desk
