#include "scheme.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace vgen::session {
namespace {

Credential credential_of(SecurityRow::Kind kind) noexcept {
  return kind == SecurityRow::Kind::api_key ? Credential::api_key : Credential::token;
}

/// A text in a header that a function of the program knows.
class CredentialScheme final : public Scheme {
 public:
  CredentialScheme(const SecurityRow& row, Foundation& foundation)
      : row_(row), foundation_(foundation) {}

  Outcome make_session(void* storage, const Call& call) override {
    const std::optional<std::string_view> text = find(call);
    if (!text) return {};
    if (foundation_.make_session_of(storage, credential_of(row_.kind), *text))
      return {.found = true};
    return {.refusal = is_bearer() ? "the token is not known" : "the key is not known"};
  }
  [[nodiscard]] std::string challenge(std::string_view refusal) const override {
    const bool is_refused = is_bearer() && !refusal.empty();
    return challenge_of(row_) + (is_refused ? " error=\"invalid_token\"" : "");
  }
  [[nodiscard]] bool is_deliberate(const Call& call) const override {
    return find(call).has_value();
  }

 private:
  [[nodiscard]] bool is_bearer() const noexcept { return row_.kind == SecurityRow::Kind::bearer; }
  [[nodiscard]] std::optional<std::string_view> find(const Call& call) const {
    if (row_.kind == SecurityRow::Kind::api_key) return call.header(row_.name);
    return find_credentials(call, is_bearer() ? "Bearer" : row_.name);
  }

  SecurityRow row_;
  Foundation& foundation_;
};

}  // namespace

std::optional<std::string_view> find_credentials(const Call& call, std::string_view scheme) {
  const std::optional<std::string_view> header = call.header("Authorization");
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (!header || header->size() <= scheme.size() || (*header)[scheme.size()] != ' ')
    return std::nullopt;
  if (!std::ranges::equal(header->substr(0, scheme.size()), scheme, {}, lower, lower))
    return std::nullopt;
  std::string_view text = header->substr(scheme.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.empty() ? std::nullopt : std::optional(text);
}

std::unique_ptr<Scheme> make_credential_scheme(const SecurityRow& row, Foundation& foundation) {
  const Credential kind = credential_of(row.kind);
  if (foundation.credential_slot(kind).size == 0) {
    throw std::invalid_argument(
        kind == Credential::api_key
            ? "the scheme api_key has no resolver: give one to api(singletons, factory, {.api_key "
              "= …}), or one for all schemes"
            : "the scheme of tokens has no resolver: give one to api(singletons, factory, {.token "
              "= …}), or one for all schemes");
  }
  return std::make_unique<CredentialScheme>(row, foundation);
}

}  // namespace vgen::session
