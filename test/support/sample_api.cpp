#include "test/support/sample_services.hpp"

#include "test/support/sample_api.gen.hpp"

#include <vgen/task.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <limits>
#include <memory>
#include <stdexcept>

namespace sample {

namespace asio = boost::asio;

Greeting hello(Services&) {
  return {.message = "hello"};
}

vgen::Result<Item, NotFound> get_item(Services&, GetItem in) {
  if (in.id > 100) return NotFound{in.id};
  return Item{.id = in.id, .title = "one"};
}

Item create_item(Services& services, CreateItem in) {
  services.call.add_header("Location", "/items/7");
  return {.id = 7, .title = std::move(in.title), .note = std::move(in.note)};
}

UpdateItem update_item(Services&, UpdateItem in) {
  return in;
}

vgen::Result<void, NotFound> delete_item(Services&, GetItem in) {
  if (in.id > 100) return NotFound{in.id};
  return {};
}

PutOptional put_optional(Services&, PutOptional in) {
  return in;
}
Search search(Services&, Search in) {
  return in;
}
Keyed keyed(Services&, Keyed in) {
  return in;
}
std::uint64_t measure(Services&, std::string in) {
  return in.size();
}
std::string repeat(Services&, GetItem in) {
  return std::string(static_cast<std::size_t>(in.id), 'x');
}
Text segment(Services&, Text in) {
  return in;
}

Greeting me(Services&, Session& session) {
  return {.message = session.user};
}
Greeting maybe_me(Services&, const Session* session) {
  return {.message = session != nullptr ? session->user : "nobody"};
}

void fail(Services&) {
  throw std::runtime_error("the secret reason");
}
void refuse(Services&) {
  throw vgen::Error(vgen::ErrorKind::forbidden, "Not for you.");
}
vgen::Result<Item, NotFound> throw_declared(Services&, GetItem in) {
  throw GoneForGood{{in.id}};
}
double unwritable(Services&) {
  return std::numeric_limits<double>::infinity();
}

void move_on(Services& services) {
  services.call.set_cookie({.name = "seen", .value = "1"});
  services.call.redirect("/hello");
}

void picture(Services& services) {
  services.call.set_body("image/png", "\x89PNG");
}

Greeting deferring(Services& services) {
  Singletons& singletons = services.singletons;
  services.call.defer([&singletons] {
    singletons.note("first deferred, alive " + std::to_string(singletons.alive));
  });
  services.call.defer([&singletons] { singletons.note("second deferred"); });
  singletons.note("function");
  return {.message = "done"};
}

vgen::Task<Greeting> later(Services& services) {
  auto pause = vgen::sleep(services.call, std::chrono::milliseconds(1));
  co_await std::move(pause);
  co_return Greeting{.message = "later"};
}

vgen::Task<vgen::Result<Item, NotFound>> later_item(Services& services, GetItem in) {
  asio::steady_timer timer(services.call.executor(), std::chrono::milliseconds(1));
  co_await timer.async_wait(asio::use_awaitable);
  if (in.id > 100) co_return NotFound{in.id};
  co_return Item{.id = in.id, .title = "later"};
}

vgen::Task<void> later_fail(Services& services) {
  asio::steady_timer timer(services.call.executor(), std::chrono::milliseconds(1));
  co_await timer.async_wait(asio::use_awaitable);
  throw std::runtime_error("the later secret");
}

vgen::Task<Greeting> wait(Services& services) {
  // A view of the request, which stays where it is while the function waits.
  const std::string_view name = services.call.header("X-Name").value_or("released");
  const auto timer =
      std::make_shared<asio::steady_timer>(services.call.executor(), std::chrono::hours(1));
  // The gate may outlive the server, and no timer may outlive its loop.
  services.singletons.gate.enter([weak = std::weak_ptr(timer)] {
    if (const auto held = weak.lock()) asio::post(held->get_executor(), [held] { held->cancel(); });
  });
  boost::system::error_code error;
  co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, error));
  const std::stop_token stop = services.call.stop_token();
  co_return Greeting{.message = stop.stop_requested() ? "stopped" : std::string(name)};
}

vgen::Task<Greeting> forever(Services& services) {
  services.singletons.gate.enter([] {});
  auto pause = vgen::sleep(services.call, std::chrono::hours(1));
  co_await std::move(pause);
  co_return Greeting{.message = "at last"};
}

vgen::Task<Greeting> stubborn(Services& services) {
  asio::steady_timer timer(services.call.executor());
  services.singletons.gate.enter([] {});
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  for (;;) {
    timer.expires_after(std::chrono::hours(1));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

std::optional<Session> resolve_session(Singletons&, const vgen::Request& request) {
  const auto header = request.header("Authorization");
  if (!header || !header->starts_with("Bearer ")) return std::nullopt;
  if (*header == "Bearer !") throw std::runtime_error("the store of sessions is gone");
  return Session{.user = std::string(header->substr(7))};
}

vgen::Api make(Singletons& singletons) {
  return api(
      singletons, [](Singletons& s, vgen::Call& call) { return Services(s, call); },
      resolve_session);
}

}  // namespace sample
