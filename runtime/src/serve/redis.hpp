/// What `ServerOptions::redis` turns on.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/redis/redis.hpp>
#include <vgen/server/options.hpp>

#include <memory>
#include <string>

namespace vgen::server {

/// Null without a URL. Throws as `Redis` does.
[[nodiscard]] std::shared_ptr<Redis> open_redis(const ServerOptions& options);

/// The APIs with their topics in Redis, if there is one.
[[nodiscard]] Apis on_redis(Apis apis, Redis* redis);

/// The options of a server that uses it: ticks, sessions, and the reason not to be ready.
[[nodiscard]] ServerOptions on_redis(ServerOptions options, const std::shared_ptr<Redis>& redis);

/// Its lines of `/metrics`; none without one.
[[nodiscard]] std::string redis_metrics(const Redis* redis);

}  // namespace vgen::server
