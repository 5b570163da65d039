#include "store.hpp"

#include "scripts.hpp"

#include <vgen/core/error.hpp>
#include <vgen/core/fields.hpp>
#include <vgen/pubsub/answer.hpp>

#include <future>
#include <stdexcept>
#include <utility>

namespace vgen::redis {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::int64_t milliseconds_of(SessionStore::Time time) {
  return duration_cast<milliseconds>(time.time_since_epoch()).count();
}

/// Without the reason, which is not for clients.
[[noreturn]] void throw_unavailable() {
  throw Error(ErrorKind::unavailable, "The store of the server cannot be reached.");
}

}  // namespace

Store::Store(std::shared_ptr<boost::asio::io_context> context, ConnectionSettings settings,
             milliseconds patience)
    : context_(std::move(context)),
      address_(settings.address),
      patience_(patience),
      connection_(
          *context_,
          [&] {
            settings.scripts = store_scripts;
            return settings;
          }(),
          nullptr) {
  connection_.start();
}

std::string Store::key(std::string_view name) const {
  return address_.prefix + ":" + std::to_string(address_.database) + ":" + std::string(name);
}

Reply Store::ask(std::string command) {
  const auto answer = std::make_shared<std::promise<std::optional<Reply>>>();
  std::future<std::optional<Reply>> future = answer->get_future();
  try {
    connection_.send({.bytes = std::move(command),
                      .handler =
                          [answer](const Reply* reply) {
                            answer->set_value(reply != nullptr ? std::optional(*reply)
                                                               : std::nullopt);
                          },
                      .sending = Connection::Sending::present});
  } catch (const Error&) {  // too much waits, or nothing is there
    throw_unavailable();
  }
  if (future.wait_for(patience_) != std::future_status::ready) {
    connection_.reset("it does not answer in time");  // so that the next question fails at once
    throw_unavailable();
  }
  std::optional<Reply> reply = future.get();
  if (!reply) throw_unavailable();
  if (reply->is_error()) throw std::runtime_error("Redis answers: " + reply->text);
  return *std::move(reply);
}

// -------------------------------------------------------------------------------------------------

std::string RedisSessions::key(std::string_view id) const {
  return store_->key("session:" + std::string(id));
}

void RedisSessions::put(std::string_view id, std::string_view session, Time expires) {
  const std::int64_t end = milliseconds_of(expires);
  std::string value;
  append_field(value, std::to_string(end));
  value += session;
  const std::int64_t removed = end + duration_cast<milliseconds>(std::chrono::minutes(1)).count();
  (void)store_->ask(command({"SET", key(id), value, "PXAT", std::to_string(removed)}));
}

std::optional<std::string> RedisSessions::get(std::string_view id, Time now) {
  const Reply reply = store_->ask(command({"GET", key(id)}));
  std::string_view value = reply.text;
  const std::optional<std::string_view> end = take_field(value);
  if (!end || number_of(*end) <= milliseconds_of(now)) return std::nullopt;
  return std::string(value);
}

void RedisSessions::remove(std::string_view id) {
  (void)store_->ask(command({"DEL", key(id)}));
}

// -------------------------------------------------------------------------------------------------

RedisTicks::RedisTicks(std::shared_ptr<Store> store, milliseconds patience)
    : store_(std::move(store)), patience_(patience), owner_(epoch_text(random_epoch())) {}

/// A repeated question does no harm.
Reply RedisTicks::ask_patiently(const std::string& command) {
  const steady_clock::time_point end = steady_clock::now() + patience_;
  for (;;) {
    try {
      return store_->ask(command);
    } catch (const Error&) {
      if (!store_->connection().wait_until_up(end)) throw;
    }
  }
}

bool RedisTicks::claim(std::string_view task, std::chrono::sys_seconds instant) {
  const std::string at = std::to_string(instant.time_since_epoch().count());
  const std::string name(task);
  const Reply reply = ask_patiently(command(
      {"EVALSHA", store_->connection().script(0), "2", store_->key("{ticks}:" + name + ":" + at),
       store_->key("{ticks}"), owner_ + ":" + std::to_string(++claims_),
       std::to_string(milliseconds(std::chrono::hours(1)).count()), name, at}));
  return reply.integer == 1;
}

std::chrono::sys_seconds RedisTicks::last(std::string_view task, std::chrono::sys_seconds now) {
  const Reply reply =
      ask_patiently(command({"EVALSHA", store_->connection().script(1), "1", store_->key("{ticks}"),
                             task, std::to_string(now.time_since_epoch().count())}));
  return std::chrono::sys_seconds(std::chrono::seconds(number_of(reply.text)));
}

}  // namespace vgen::redis
