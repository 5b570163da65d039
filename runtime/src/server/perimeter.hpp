/// What surrounds the requests of a server if its options ask for it: trusted proxies, request ids
/// of others, the rate limit, the access log, metrics.
#pragma once

#include "metrics.hpp"
#include "rate_limiter.hpp"

#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/http/trusted_proxies.hpp>
#include <vgen/server/options.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::server {

/// Shared by all loops. A plain server has none, so its requests pay nothing.
class Perimeter {
 public:
  /// `log`: null for none; must outlive it. Throws `std::invalid_argument` for wrong options.
  Perimeter(const ServerOptions& options, const Dispatcher& dispatcher, AccessLog* log);

  /// Whether one of the options asks for it.
  [[nodiscard]] static bool is_needed(const ServerOptions& options);

  [[nodiscard]] AccessLog* log() const noexcept { return log_; }
  [[nodiscard]] const TrustedProxies& proxies() const noexcept { return proxies_; }
  [[nodiscard]] bool is_tls() const noexcept { return is_tls_; }
  [[nodiscard]] bool has_limits() const noexcept { return limiter_ != nullptr; }
  /// What the options call the session of the call; empty if they do not know it.
  [[nodiscard]] std::string user_of(const Api& api, const HostedCall& call) const;
  /// Takes a token of the bucket for this target. Returns 0, or the time until there is one.
  [[nodiscard]] std::chrono::nanoseconds take(const Target& target, const std::string& client,
                                              RateLimiter::Time now) const;

 private:
  TrustedProxies proxies_;
  AccessLog* log_;
  bool is_tls_;
  SessionUser session_user_;
  RateLimit general_;
  std::map<std::string, RateLimit, std::less<>> of_operations_;
  std::unique_ptr<RateLimiter> limiter_;  ///< Null if there are no limits.
};

/// What is known of one request. Reused for the next one.
class Around final : public SessionWatch {
 public:
  /// `metrics`: of the loop; null if nobody reads them. All must outlive it.
  Around(const Perimeter& perimeter, LoopMetrics* metrics)
      : perimeter_(perimeter), metrics_(metrics) {}

  /// The call has begun. Finds its client and its id. `peer`: the other end of the connection.
  void begin(HostedCall& call, const Target& target, std::string_view peer);
  [[nodiscard]] bool has_begun() const noexcept { return target_ != nullptr; }
  /// Returns false if it has answered with 429.
  [[nodiscard]] bool admit(HostedCall& call);
  bool session_known(const Api& api, HostedCall& call) override;
  /// The answer is complete: counts and logs it. `bytes`: of its body.
  void end(HostedCall& call, int status, std::uint64_t bytes);

 private:
  [[nodiscard]] bool is_limited_by_session() const noexcept;
  [[nodiscard]] bool take(HostedCall& call, const std::string& client);
  [[nodiscard]] std::string client_of_address() const;
  [[nodiscard]] std::string line(HostedCall& call, int status, std::uint64_t bytes,
                                 std::chrono::nanoseconds duration) const;

  const Perimeter& perimeter_;
  LoopMetrics* metrics_;
  const Target* target_ = nullptr;  ///< Null if no request has begun.
  ClientFacts client_;
  std::string user_;
  std::chrono::system_clock::time_point time_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace vgen::server
