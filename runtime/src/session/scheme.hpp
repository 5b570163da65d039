#pragma once

#include <vgen/core/services.hpp>
#include <vgen/dispatch/call.hpp>
#include <vgen/dispatch/session_schemes.hpp>
#include <vgen/session/options.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::session {

using Outcome = SessionSchemes::Outcome;

/// One scheme. What a request does not carry is neither found nor refused. Called from all threads
/// at once.
class Scheme {
 public:
  virtual ~Scheme() = default;
  Scheme(const Scheme&) = delete;
  Scheme& operator=(const Scheme&) = delete;

  virtual Outcome make_session(void* storage, const Call& call) = 0;
  /// What `WWW-Authenticate` says of it.
  [[nodiscard]] virtual std::string challenge(std::string_view refusal) const = 0;
  /// Whether the request carries something that browsers do not send to other sites by themselves.
  [[nodiscard]] virtual bool is_deliberate(const Call& call) const = 0;

 protected:
  Scheme() = default;
};

/// The credentials behind the name of a scheme in `Authorization` (RFC 9110, section 11.4). None if
/// the request has another scheme, or no credentials.
[[nodiscard]] std::optional<std::string_view> find_credentials(const Call& call,
                                                               std::string_view scheme);

/// The value of an environment variable; empty if it is not set.
[[nodiscard]] std::string environment(const char* name);

/// They throw `std::invalid_argument` with one sentence if they lack something.
[[nodiscard]] std::unique_ptr<Scheme> make_bearer_scheme(const JwtOptions& options,
                                                         const SessionCodec& codec);
/// A scheme whose credentials a function of the program knows.
[[nodiscard]] std::unique_ptr<Scheme> make_credential_scheme(const SecurityRow& row,
                                                             Foundation& foundation);

}  // namespace vgen::session
