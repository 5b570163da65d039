#include "redis.hpp"

#include "runtime/src/server/metrics.hpp"
#include "runtime/src/server/standard_log.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace vgen::server {

namespace {

/// Redis, and its log if the options have none.
class LoggedRedis {
 public:
  explicit LoggedRedis(const ServerOptions& options)
      : log_(options.log == nullptr ? make_standard_log() : nullptr),
        redis_({.url = options.redis, .log = options.log != nullptr ? options.log : log_.get()}) {}

  [[nodiscard]] Redis& redis() noexcept { return redis_; }

 private:
  const std::unique_ptr<LogSink> log_;
  Redis redis_;
};

}  // namespace

std::shared_ptr<Redis> open_redis(const ServerOptions& options) {
  if (options.redis.empty()) return nullptr;
  const auto logged = std::make_shared<LoggedRedis>(options);
  return {logged, &logged->redis()};
}

Apis on_redis(Apis apis, Redis* redis) {
  if (redis == nullptr) return apis;
  for (Api& api : apis.list()) {
    const ApiDefinition& definition = api.definition();
    if (definition.topics.empty() && definition.channels.empty()) continue;
    api.use_hub(redis->hub(definition.name));
    api.use_presence(redis->presence(definition.name));
  }
  return apis;
}

ServerOptions on_redis(ServerOptions options, const std::shared_ptr<Redis>& redis) {
  if (redis == nullptr) return options;
  if (options.tick_lock == nullptr) options.tick_lock = &redis->ticks();
  if (options.sessions.cookie.default_store == nullptr)
    options.sessions.cookie.default_store = redis->sessions();
  options.not_ready = [redis, other = std::move(options.not_ready)] {
    // Clients need not know where it is; the log says it.
    if (!redis->fault().empty()) return std::string("Redis cannot be reached.");
    return other != nullptr ? other() : std::string();
  };
  return options;
}

std::string redis_metrics(const Redis* redis) {
  if (redis == nullptr) return {};
  const Redis::Figures figures = redis->figures();
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  std::string text;
  add_number(text, "vgen_redis_up", "gauge", "Whether Redis can be reached.",
             figures.is_reached ? 1 : 0);
  add_number(text, "vgen_redis_losses_total", "counter", "Lost connections to Redis.",
             number(figures.losses));
  add_number(text, "vgen_redis_waiting", "gauge", "Commands that Redis has not answered.",
             number(figures.waiting));
  add_number(text, "vgen_redis_dropped_total", "counter",
             "Publications that Redis has not got, or perhaps not.", number(figures.dropped));
  return text;
}

}  // namespace vgen::server
