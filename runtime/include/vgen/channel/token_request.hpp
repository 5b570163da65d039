/// Late, renewed and ended sessions of a connection.
#pragma once

#include <vgen/core/clock.hpp>
#include <vgen/dispatch/session_schemes.hpp>
#include <vgen/http/request.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

namespace json {
class Reader;
}

/// Reads a token: a string that a header can hold, without spaces. Any other value is a fault.
/// Returns whether there was a string. The view is as valid as that of `Reader::view`.
bool read_token(json::Reader& in, std::string_view& token);

/// The request of a handshake with a token instead of what proved its session. Each scheme that
/// takes tokens finds it at its place; without schemes it is a bearer token. It has no
/// cookie: a refused token must not be replaced by the session that the cookie still has.
class TokenRequest {
 public:
  /// `opened_by` must outlive it. The token is copied.
  TokenRequest(const Request& opened_by, std::span<const SecurityRow> schemes,
               std::string_view token);
  TokenRequest(const TokenRequest&) = delete;
  TokenRequest& operator=(const TokenRequest&) = delete;

  [[nodiscard]] const Request& get() const noexcept { return request_; }

 private:
  std::string credentials_;
  std::vector<Header> headers_;
  Request request_;
};

/// Takes off a session whose end has come. Returns whether it did.
bool end_if_over(std::shared_ptr<void>& session,
                 std::optional<std::chrono::system_clock::time_point>& expires, const Clock& clock);

/// What a connection says about the end of its session.
inline constexpr std::string_view session_has_ended = "The session has ended.";
/// What it says about a token that it refuses.
inline constexpr std::string_view token_gives_none = "The token gives no session.";

}  // namespace vgen
