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
#include <utility>

namespace desk {

namespace asio = boost::asio;

namespace {

std::optional<Session> resolve_session(Singletons& /*singletons*/, const vgen::Request& request) {
  const auto value = request.header("Authorization");
  if (!value || !value->starts_with("Bearer ")) return std::nullopt;
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

/// Waits until `Singletons::release`, or until the call is cancelled.
vgen::Task<std::string> wait(Services& services) {
  Singletons& singletons = services.singletons;
  const auto number = std::to_string(singletons.notes.size());
  singletons.notes.push_back("begin " + number);
  services.call.defer([&singletons, number] { singletons.notes.push_back("end " + number); });
  const auto timer = std::make_shared<asio::steady_timer>(services.call.executor(),
                                                          asio::steady_timer::time_point::max());
  // The timer must not outlive its loop, as the singletons do.
  singletons.waiting.emplace_back([weak = std::weak_ptr(timer)] {
    if (const auto known = weak.lock()) known->cancel();
  });
  boost::system::error_code ignored;
  auto waiting = timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await std::move(waiting);
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw std::runtime_error("the wait was cancelled");
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

}  // namespace desk
