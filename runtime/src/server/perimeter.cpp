#include "perimeter.hpp"

#include "log_text.hpp"

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace vgen::server {
namespace {

bool is_operation(const Dispatcher& dispatcher, std::string_view name) {
  return std::ranges::any_of(dispatcher.apis(), [&](const Api& api) {
    return std::ranges::any_of(api.definition().http,
                               [&](const HttpRow& row) { return row.endpoint.name == name; });
  });
}

void check(const RateLimit& limit) {
  if (limit.is_set() && limit.per.count() <= 0)
    throw std::invalid_argument("the time of a rate limit must be more than 0");
}

/// Visible characters that need no quotes anywhere.
bool is_request_id(std::string_view text) noexcept {
  constexpr std::string_view marks = "-._~+/=:@";
  return !text.empty() && text.size() <= HostedCall::longest_request_id &&
         std::ranges::all_of(text, [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  marks.find(c) != std::string_view::npos;
         });
}

/// The pattern of the path, which never changes; empty if there is none.
std::string_view route_of(const Target& target) noexcept {
  using Kind = Target::Kind;
  switch (target.kind) {
    case Kind::operation:
    case Kind::channel:
    case Kind::rpc: return target.match.row->path;
    case Kind::healthy: return "/healthz";
    case Kind::ready: return "/readyz";
    case Kind::openapi:
    case Kind::asyncapi:
    case Kind::docs:
    case Kind::file:
    case Kind::options:
    case Kind::not_found:
    case Kind::method_not_allowed:
    case Kind::not_implemented: break;
  }
  return {};
}

/// Probes are never refused.
bool is_probe(const Target& target) noexcept {
  return target.kind == Target::Kind::healthy || target.kind == Target::Kind::ready;
}

std::string time_text(std::chrono::system_clock::time_point time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - seconds);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z", fmt::gmtime(seconds), rest.count());
}

void add_text(std::string& line, std::string_view name, std::string_view value) {
  line.append(",\"").append(name).append("\":");
  append_json_text(line, value);
}

}  // namespace

bool Perimeter::is_needed(const ServerOptions& options) {
  return !options.trusted_proxies.empty() || options.rate_limit.is_set() ||
         !options.operation_rate_limits.empty() || !options.access_log_file.empty() ||
         options.access_log != nullptr || options.admin_port || options.tls.is_set();
}

Perimeter::Perimeter(const ServerOptions& options, const Dispatcher& dispatcher, AccessLog* log)
    : proxies_(options.trusted_proxies, options.proxy_headers),
      log_(log),
      is_tls_(options.tls.is_set()),
      session_user_(options.session_user),
      general_(options.rate_limit) {
  check(general_);
  for (const auto& [operation, limit] : options.operation_rate_limits) {
    check(limit);
    if (!is_operation(dispatcher, operation))
      throw std::invalid_argument("there is a rate limit for \"" + operation +
                                  "\", but no operation of this name");
    of_operations_[operation] = limit;
  }
  if (general_.is_set() || !of_operations_.empty()) limiter_ = std::make_unique<RateLimiter>();
}

std::string Perimeter::user_of(const Api& api, const HostedCall& call) const {
  if (call.session() == nullptr) return {};
  const TypeSlot slot = api.session_slot();
  if (session_user_.knows(slot.destroy)) return session_user_.name_of(call.session());
  const SessionCodec* const codec = api.definition().session;
  if (codec == nullptr || codec->user == nullptr || codec->type.destroy != slot.destroy) return {};
  return codec->user(call.session());
}

std::chrono::nanoseconds Perimeter::take(const Target& target, const std::string& client,
                                         RateLimiter::Time now) const {
  if (target.kind == Target::Kind::operation) {
    const std::string_view name = target.match.row->endpoint.name;
    if (const auto own = of_operations_.find(name); own != of_operations_.end()) {
      if (!own->second.is_set()) return std::chrono::nanoseconds(0);
      return limiter_->take(own->second, client + '\n' + own->first, now);
    }
  }
  return general_.is_set() ? limiter_->take(general_, client, now) : std::chrono::nanoseconds(0);
}

// -------------------------------------------------------------------------------------------------

void Around::begin(HostedCall& call, const Target& target, std::string_view peer) {
  target_ = &target;
  user_.clear();
  time_ = call.clock().now();
  began_ = call.clock().steady_now();
  Request& request = call.next_request();
  client_ = perimeter_.proxies().client_of(request, peer);
  if (client_.scheme == Scheme::unknown && perimeter_.is_tls()) client_.scheme = Scheme::https;
  request.remote_address = client_.address;
  request.scheme = client_.scheme;
  request.forwarded_host = client_.host;
  const auto given = client_.by_proxy ? request.header("X-Request-Id") : std::nullopt;
  if (given && is_request_id(*given)) call.set_request_id(*given);
  static_cast<void>(call.request_id());
}

/// An operation with sessions is limited when the session is known.
bool Around::is_limited_by_session() const noexcept {
  return target_->kind == Target::Kind::operation &&
         target_->match.row->endpoint.session != SessionUse::none;
}

bool Around::admit(HostedCall& call) {
  call.watch = this;
  if (!perimeter_.has_limits() || is_probe(*target_) || is_limited_by_session()) return true;
  return take(call, client_of_address());
}

bool Around::session_known(const Api& api, HostedCall& call) {
  user_ = perimeter_.user_of(api, call);
  if (!perimeter_.has_limits() || !is_limited_by_session()) return true;
  if (user_.empty()) return take(call, client_of_address());
  return take(call, "user " + std::string(api.definition().name) + ' ' + user_);
}

/// Who has an IPv6 address has at least all of its first 64 bits.
std::string Around::client_of_address() const {
  const auto address = IpAddress::parse(client_.address);
  if (!address || address->is_v4()) return client_.address;
  return {reinterpret_cast<const char*>(address->bytes().data()), 8};
}

bool Around::take(HostedCall& call, const std::string& client) {
  const std::chrono::nanoseconds wait =
      perimeter_.take(*target_, client, call.clock().steady_now());
  if (wait.count() <= 0) return true;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  call.response().headers.set("Retry-After", std::to_string(seconds));
  answer_error(call, ErrorKind::too_many_requests,
               "There were too many requests: the next one is possible in " +
                   std::to_string(seconds) + (seconds == 1 ? " second." : " seconds."));
  return false;
}

void Around::end(HostedCall& call, int status, std::uint64_t bytes) {
  const auto duration = call.clock().steady_now() - began_;
  if (metrics_ != nullptr)
    metrics_->count({.route = route_of(*target_),
                     .method = method_label(call.request().method),
                     .status = status},
                    duration);
  if (perimeter_.log() != nullptr) perimeter_.log()->write(line(call, status, bytes, duration));
  target_ = nullptr;
}

std::string Around::line(HostedCall& call, int status, std::uint64_t bytes,
                         std::chrono::nanoseconds duration) const {
  constexpr std::size_t longest_method = 32;
  std::string line = "{\"time\":\"" + time_text(time_) + '"';
  add_text(line, "method", call.request().method.substr(0, longest_method));
  const std::string_view route = route_of(*target_);
  if (route.empty()) {
    line += ",\"route\":null";
  } else {
    add_text(line, "route", route);
  }
  fmt::format_to(std::back_inserter(line), R"(,"status":{},"bytes":{},"duration":{:.6f})", status,
                 bytes, std::chrono::duration<double>(duration).count());
  add_text(line, "request_id", call.request_id());
  add_text(line, "remote_address", client_.address);
  if (!user_.empty()) add_text(line, "user", user_);
  const Trace& trace = call.trace();
  add_text(line, "trace_id", trace.trace_id);
  if (!trace.parent_id.empty()) add_text(line, "parent_id", trace.parent_id);
  add_text(line, "span_id", trace.span_id);
  return line += "}\n";
}

}  // namespace vgen::server
