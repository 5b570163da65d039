#pragma once

#include "scheme.hpp"
#include "sealed_text.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::session {

/// A cookie with the session, encrypted, or with the id of a session in a store.
class CookieScheme final : public Scheme {
 public:
  CookieScheme(std::string_view name, CookieOptions options, const SessionCodec& codec);

  Outcome make_session(void* storage, const Call& call) override;
  [[nodiscard]] std::string challenge(std::string_view refusal) const override;
  /// Browsers send cookies by themselves.
  [[nodiscard]] bool is_deliberate(const Call& /*call*/) const override { return false; }

  void sign_in(Call& call, const void* session, std::optional<std::chrono::seconds> max_age);
  void sign_out(Call& call);

 private:
  using Time = std::chrono::system_clock::time_point;
  /// A session as the cookie has it.
  struct Content {
    std::string json;
    std::optional<Time> expires;
  };

  [[nodiscard]] std::optional<Content> open(std::string_view value, Time now) const;
  void forget(const Call& call);
  void set(Call& call, const std::string& value, std::chrono::seconds max_age) const;

  CookieOptions options_;
  const std::string name_;
  SealedText sealed_;
  const SessionCodec& codec_;
};

}  // namespace vgen::session
