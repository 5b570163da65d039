#include "claims.hpp"
#include "key_set.hpp"
#include "verified_tokens.hpp"

#include <vgen/core/base64url.hpp>
#include <vgen/session/jwt.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace vgen::session {
namespace {

using Time = std::chrono::system_clock::time_point;

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad())
    throw std::runtime_error("cannot read the keys of tokens from " + path);
  return text;
}

KeySet::Keys make_keys(std::string_view text) {
  return std::make_shared<const std::vector<Jwk>>(read_jwks(text));
}

/// The parts of a token as sent.
struct Parts {
  std::string_view head;
  std::string_view claims;
  std::string_view signature;
  std::string_view signed_text;
};

std::optional<Parts> split(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  if (token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return Parts{.head = token.substr(0, first),
               .claims = token.substr(first + 1, second - first - 1),
               .signature = token.substr(second + 1),
               .signed_text = token.substr(0, second)};
}

std::optional<JwtAlgorithm> algorithm_of(std::string_view name, const JwtOptions& options) {
  for (const JwtAlgorithm algorithm :
       {JwtAlgorithm::hs256, JwtAlgorithm::rs256, JwtAlgorithm::es256, JwtAlgorithm::eddsa}) {
    const auto& accepted = options.algorithms;
    const bool is_accepted =
        accepted.empty() || std::ranges::find(accepted, algorithm) != accepted.end();
    if (name == name_of(algorithm) && is_accepted) return algorithm;
  }
  return std::nullopt;
}

bool may_be_key(const Jwk& key, const TokenHead& head, JwtAlgorithm algorithm) {
  const bool has_id = !head.key.empty() && !key.id().empty();
  return key.algorithm() == algorithm && (!has_id || key.id() == head.key);
}

Refusal check_signature(const std::vector<Jwk>& keys, const TokenHead& head, JwtAlgorithm algorithm,
                        const Parts& parts, std::string_view signature) {
  bool has_key = false;
  for (const Jwk& key : keys) {
    if (!may_be_key(key, head, algorithm)) continue;
    has_key = true;
    if (key.verifies(parts.signed_text, signature)) return Refusal::none;
  }
  return has_key ? Refusal::signature : Refusal::key;
}

bool has_id(const std::vector<Jwk>& keys, const std::string& id) {
  return std::ranges::any_of(keys, [&](const Jwk& key) { return key.id() == id; });
}

Time end_of(const Claims& claims, const JwtOptions& options) {
  // A token may expire beyond what the clock can say.
  constexpr double latest = 9e9;
  const std::chrono::duration<double> seconds(std::min(*claims.expires, latest));
  return Time(std::chrono::duration_cast<Time::duration>(seconds)) + options.leeway;
}

}  // namespace

KeySet::KeySet(const JwtOptions& options)
    : file_(options.jwks_file),
      keys_(make_keys(file_.empty() ? options.jwks : text_of_file(file_))) {}

KeySet::Keys KeySet::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

bool KeySet::read_again(Time now) {
  const std::lock_guard lock(mutex_);
  const bool is_too_early = last_read_ && now - *last_read_ < std::chrono::minutes(1);
  if (file_.empty() || is_too_early) return false;
  last_read_ = now;
  try {
    keys_ = make_keys(text_of_file(file_));
    return true;
  } catch (const std::runtime_error&) {
    return false;  // somebody may be writing the file: the old keys stay
  }
}

JwtVerifier::JwtVerifier(JwtOptions options)
    : options_(std::move(options)),
      keys_(std::make_unique<KeySet>(options_)),
      verified_(std::make_unique<VerifiedTokens>(options_.cached_tokens)) {}

JwtVerifier::~JwtVerifier() = default;

VerifiedToken JwtVerifier::verify(std::string_view token, Time now) {
  if (!verified_->is_used()) return verify_anew(token, now);
  const std::string digest = VerifiedTokens::digest_of(token);
  if (std::optional<VerifiedToken> known = verified_->find(digest, now)) return *std::move(known);
  VerifiedToken verified = verify_anew(token, now);
  if (verified.refusal == Refusal::none) verified_->keep(digest, verified, now);
  return verified;
}

VerifiedToken JwtVerifier::verify_anew(std::string_view token, Time now) {
  const std::optional<Parts> parts = split(token);
  if (!parts) return {.refusal = Refusal::shape};
  const std::optional<std::string> head_text = base64url_bytes(parts->head);
  std::optional<std::string> claims_text = base64url_bytes(parts->claims);
  const std::optional<std::string> signature = base64url_bytes(parts->signature);
  if (!head_text || !claims_text || !signature) return {.refusal = Refusal::encoding};
  const std::optional<TokenHead> head = read_head(*head_text);
  if (!head) return {.refusal = Refusal::json};
  if (head->is_critical) return {.refusal = Refusal::critical};
  const std::optional<JwtAlgorithm> algorithm = algorithm_of(head->algorithm, options_);
  if (!algorithm) return {.refusal = Refusal::algorithm};

  if (!head->key.empty() && !has_id(*keys_->keys(), head->key) && keys_->read_again(now))
    verified_->clear();  // a key may be gone
  const KeySet::Keys keys = keys_->keys();
  const Refusal refusal = check_signature(*keys, *head, *algorithm, *parts, *signature);
  if (refusal != Refusal::none) return {.refusal = refusal};
  const std::optional<Claims> claims = read_claims(*claims_text);
  if (!claims) return {.refusal = Refusal::json};
  const Refusal wrong = check_claims(*claims, options_, now);
  if (wrong != Refusal::none) return {.refusal = wrong};
  return {.claims = *std::move(claims_text), .expires = end_of(*claims, options_)};
}

}  // namespace vgen::session
