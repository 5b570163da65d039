#include <vgen/session/schemes.hpp>

#include "cookie_scheme.hpp"
#include "scheme.hpp"

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/http/origin.hpp>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>
#include <vector>

namespace vgen::session {
namespace {

bool is_safe(std::string_view method) noexcept {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "QUERY";
}

/// All schemes of an API, in the order of its header.
class AllSchemes final : public SessionSchemes {
 public:
  AllSchemes(std::vector<std::string> origins, const SessionCodec* codec)
      : origins_(std::move(origins)), codec_(codec) {}

  void add(std::unique_ptr<Scheme> scheme) { schemes_.push_back(std::move(scheme)); }
  void add_cookie(std::unique_ptr<CookieScheme> scheme) {
    if (cookie_ == nullptr) cookie_ = scheme.get();
    add(std::move(scheme));
  }

  Outcome make_session(void* storage, const Call& call) override {
    Outcome refused;
    for (const std::unique_ptr<Scheme>& scheme : schemes_) {
      Outcome outcome = scheme->make_session(storage, call);
      if (outcome.found) return outcome;
      if (refused.refusal.empty()) refused.refusal = std::move(outcome.refusal);
    }
    return refused;
  }

  [[nodiscard]] std::string challenge(std::string_view refusal) const override {
    std::string text;
    for (const std::unique_ptr<Scheme>& scheme : schemes_)
      text += (text.empty() ? "" : ", ") + scheme->challenge(refusal);
    return text;
  }

  /// A browser sends the cookie with every request to the server, also with those that a foreign
  /// page makes. It says where they come from.
  [[nodiscard]] bool is_foreign(const Call& call) const override {
    if (cookie_ == nullptr || is_safe(call.request().method)) return false;
    const auto is_deliberate = [&](const auto& scheme) { return scheme->is_deliberate(call); };
    if (call.header("Authorization") || std::ranges::any_of(schemes_, is_deliberate)) return false;
    if (const auto origin = call.header("Origin"))
      return !is_page_allowed(call.request(), *origin, origins_);
    if (const auto site = call.header("Sec-Fetch-Site"))
      return *site != "same-origin" && *site != "none";
    return call.header("Cookie").has_value();
  }

  [[nodiscard]] bool is_session(void (*type)(void*) noexcept) const override {
    return codec_ != nullptr && codec_->type.destroy == type;
  }
  void sign_in(Call& call, const void* session,
               std::optional<std::chrono::seconds> max_age) override {
    cookie().sign_in(call, session, max_age);
  }
  void sign_out(Call& call) override { cookie().sign_out(call); }

 private:
  CookieScheme& cookie() {
    if (cookie_ == nullptr)
      throw std::logic_error("sign_in and sign_out need vgen::cookie(…) in vgen::Security");
    return *cookie_;
  }

  std::vector<std::unique_ptr<Scheme>> schemes_;
  CookieScheme* cookie_ = nullptr;
  std::vector<std::string> origins_;
  const SessionCodec* codec_;
};

}  // namespace

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::unique_ptr<SessionSchemes> make_schemes(const ApiDefinition& definition,
                                             Foundation& foundation,
                                             const SessionOptions& options) {
  auto schemes = std::make_unique<AllSchemes>(options.origins, definition.session);
  for (const SecurityRow& row : definition.security) {
    switch (row.kind) {
      case SecurityRow::Kind::bearer_jwt:
        schemes->add(make_bearer_scheme(options.jwt, *definition.session));
        break;
      case SecurityRow::Kind::bearer:
      case SecurityRow::Kind::authorization:
      case SecurityRow::Kind::api_key: schemes->add(make_credential_scheme(row, foundation)); break;
      case SecurityRow::Kind::cookie:
        schemes->add_cookie(
            std::make_unique<CookieScheme>(row.name, options.cookie, *definition.session));
        break;
    }
  }
  return schemes;
}

}  // namespace vgen::session
