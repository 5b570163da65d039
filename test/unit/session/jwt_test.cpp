// Tokens: what is accepted, and every reason for a refusal.
#include "test/unit/session/keys.hpp"

#include <vgen/core/base64url.hpp>
#include <vgen/session/jwt.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using vgen::base64url_text;
using vgen::JwtAlgorithm;
using vgen::JwtOptions;
using vgen::session::Jwk;
using vgen::session::JwtVerifier;
using vgen::session::Refusal;
using namespace std::string_literals;

namespace {

using Time = std::chrono::system_clock::time_point;

constexpr Time at(long long seconds) {
  return Time(std::chrono::seconds(seconds));
}
constexpr Time now = at(1'800'000'000);
const std::string good_claims = R"({"user":"ada","exp":1900000000})";

Jwk key(std::string_view json) {
  return std::move(vgen::session::read_jwks(json).front());
}

std::string all_keys() {
  std::string text = R"({"keys":[)";
  for (const std::string_view one : {vgen_test::rsa_key, vgen_test::ec_key, vgen_test::ed_key,
                                     vgen_test::oct_key, vgen_test::weak_key})
    text += std::string(one) + ',';
  text.back() = ']';
  return text + '}';
}

/// A token with any head and claims.
std::string token(const Jwk& by, std::string_view head, std::string_view claims) {
  const std::string text = base64url_text(head) + '.' + base64url_text(claims);
  return text + '.' + base64url_text(by.sign(text));
}

std::string head_of(std::string_view algorithm, std::string_view more = "") {
  return R"({"alg":")" + std::string(algorithm) + '"' + std::string(more) + '}';
}

Refusal verify(std::string_view text, JwtOptions options = {}, Time time = now) {
  if (options.jwks.empty()) options.jwks = all_keys();
  return JwtVerifier(options).verify(text, time).refusal;
}

/// A token with these claims, signed as it should be.
Refusal verify_claims(std::string_view claims, const JwtOptions& options = {}, Time time = now) {
  return verify(vgen::session::sign_token(key(vgen_test::oct_key), claims), options, time);
}

struct Kind {
  std::string_view name;
  std::string_view key;
  std::string_view token;
};

constexpr Kind kinds[] = {{"RS256", vgen_test::rsa_key, vgen_test::rs256_token},
                          {"ES256", vgen_test::ec_key, vgen_test::es256_token},
                          {"EdDSA", vgen_test::ed_key, vgen_test::eddsa_token},
                          {"HS256", vgen_test::oct_key, vgen_test::hs256_token}};

}  // namespace

TEST_CASE("jwt: tokens of each algorithm, signed by others and by us", "[session]") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.name);
    CHECK(verify(kind.token) == Refusal::none);
    CHECK(verify(vgen::session::sign_token(key(kind.key), good_claims)) == Refusal::none);
    CHECK(verify(token(key(kind.key), head_of(kind.name), good_claims)) == Refusal::none);
    JwtVerifier verifier({.jwks = std::string(kind.key)});
    const auto verified = verifier.verify(kind.token, now);
    CHECK(verified.claims == good_claims);
    CHECK(verified.expires == at(1'900'000'060));
  }
}

TEST_CASE("jwt: a changed token of each algorithm", "[session]") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.name);
    const std::string good(kind.token);
    const std::size_t claims = good.find('.') + 1;
    const std::size_t signature = good.find('.', claims) + 1;
    const std::string forged = base64url_text(R"({"user":"eve","exp":1900000000})");
    CHECK(verify(good.substr(0, claims) + forged + good.substr(signature - 1)) ==
          Refusal::signature);
    const auto bytes = vgen::base64url_bytes(good.substr(signature)).value();
    const auto with_signature = [&](const std::string& other) {
      return good.substr(0, signature) + base64url_text(other);
    };
    CHECK(verify(with_signature(bytes.substr(1))) == Refusal::signature);
    CHECK(verify(with_signature(bytes + '\0')) == Refusal::signature);
    CHECK(verify(with_signature("")) == Refusal::signature);
    CHECK(verify(with_signature(std::string(bytes.size(), '\0'))) == Refusal::signature);
  }
}

TEST_CASE("jwt: the key decides the algorithm, not the token", "[session]") {
  const Jwk oct = key(vgen_test::oct_key);
  // Signed by a secret, but said to be of another key, and the other way round.
  CHECK(verify(token(oct, head_of("RS256"), good_claims)) == Refusal::signature);
  CHECK(verify(token(oct, head_of("HS256", R"(,"kid":"r1")"), good_claims)) == Refusal::key);
  CHECK(verify(token(oct, head_of("RS256", R"(,"kid":"h1")"), good_claims)) == Refusal::key);
  CHECK(verify(token(key(vgen_test::rsa_key), head_of("HS256"), good_claims)) ==
        Refusal::signature);
  // The public part of a key as a secret.
  const std::string public_text(vgen_test::rsa_key);
  const Jwk confused =
      key(R"({"kty":"oct","k":")" + base64url_text(public_text) + R"(","kid":"r1"})");
  CHECK(verify(token(confused, head_of("HS256"), good_claims)) == Refusal::signature);
  CHECK(verify(token(confused, head_of("HS256", R"(,"kid":"r1")"), good_claims)) == Refusal::key);
}

TEST_CASE("jwt: algorithms that are not accepted", "[session]") {
  const Jwk oct = key(vgen_test::oct_key);
  for (const char* const name : {"none", "None", "NONE", "", "HS512", "RS512", "ES384", "hs256"}) {
    CAPTURE(name);
    CHECK(verify(token(oct, head_of(name), good_claims)) == Refusal::algorithm);
  }
  const std::string unsigned_token =
      base64url_text(R"({"alg":"none"})") + '.' + base64url_text(good_claims) + '.';
  CHECK(verify(unsigned_token) == Refusal::algorithm);
  CHECK(verify(token(oct, "{}", good_claims)) == Refusal::algorithm);
  CHECK(verify(vgen_test::hs256_token, {.algorithms = {JwtAlgorithm::es256}}) ==
        Refusal::algorithm);
  CHECK(verify(vgen_test::es256_token, {.algorithms = {JwtAlgorithm::es256}}) == Refusal::none);
}

TEST_CASE("jwt: texts that are no tokens", "[session]") {
  const std::string good(vgen_test::hs256_token);
  for (const std::string& text : {""s, "."s, "abc"s, "abc.def"s, good + ".", good + ".x"})
    CHECK(verify(text) == Refusal::shape);
  // Padding, foreign characters, and bits that no byte has.
  for (const std::string& text : {good + "=", " " + good, good + "\n", "a" + good.substr(1) + "+"})
    CHECK(verify(text) == Refusal::encoding);
  std::string not_canonical = good;
  not_canonical.back() = 'B';
  CHECK(verify(not_canonical) == Refusal::encoding);
  const Jwk oct = key(vgen_test::oct_key);
  for (const char* const head :
       {"", "[]", "1", "{", R"({"alg":1})", R"({"alg":"HS256","alg":"HS256"})", R"({"alg":null})"})
    CHECK(verify(token(oct, head, good_claims)) == Refusal::json);
  CHECK(verify("..") == Refusal::json);
}

TEST_CASE("jwt: critical extensions are refused", "[session]") {
  const Jwk oct = key(vgen_test::oct_key);
  for (const char* const critical : {R"(,"crit":["x"])", R"(,"crit":[])", R"(,"crit":"b64")"})
    CHECK(verify(token(oct, head_of("HS256", critical), good_claims)) == Refusal::critical);
}

TEST_CASE("jwt: the times of a token", "[session]") {
  const auto until = [](const std::string& exp) { return R"({"exp":)" + exp + "}"; };
  CHECK(verify_claims("{}") == Refusal::no_expiry);
  CHECK(verify_claims(until("1700000000")) == Refusal::expired);
  // The leeway of 60 seconds, to the second.
  CHECK(verify_claims(until("1799999941")) == Refusal::none);
  CHECK(verify_claims(until("1799999940")) == Refusal::expired);
  CHECK(verify_claims(until("1800000000"), {.leeway = std::chrono::seconds(0)}) ==
        Refusal::expired);
  CHECK(verify_claims(until("1800000000.5"), {.leeway = std::chrono::seconds(0)}) == Refusal::none);
  CHECK(verify_claims(until("1e300")) == Refusal::none);
  CHECK(verify_claims(until("-1")) == Refusal::expired);
  CHECK(verify_claims(R"({"exp":1900000000,"nbf":1800000060})") == Refusal::none);
  CHECK(verify_claims(R"({"exp":1900000000,"nbf":1800000061})") == Refusal::not_yet);
}

TEST_CASE("jwt: claims of other types, and repeated ones", "[session]") {
  for (const char* const claims :
       {R"({"exp":"1900000000"})", R"({"exp":null})", R"({"exp":1900000000,"nbf":"1"})",
        R"({"exp":1900000000,"iss":1})", R"({"exp":1900000000,"aud":1})",
        R"({"exp":1900000000,"aud":[1]})", R"({"exp":1,"exp":1900000000})", "[]", "null"}) {
    CAPTURE(claims);
    CHECK(verify_claims(claims) == Refusal::json);
  }
}

TEST_CASE("jwt: issuer and audience", "[session]") {
  const std::string issued = R"({"exp":1900000000,"iss":"https://a"})";
  CHECK(verify_claims(issued) == Refusal::none);
  CHECK(verify_claims(issued, {.issuer = "https://a"}) == Refusal::none);
  CHECK(verify_claims(issued, {.issuer = "https://b"}) == Refusal::issuer);
  CHECK(verify_claims(good_claims, {.issuer = "https://a"}) == Refusal::issuer);

  const std::string for_one = R"({"exp":1900000000,"aud":"todo"})";
  const std::string for_two = R"({"exp":1900000000,"aud":["x","todo"]})";
  for (const std::string& claims : {for_one, for_two}) {
    CHECK(verify_claims(claims, {.audience = "todo"}) == Refusal::none);
    CHECK(verify_claims(claims, {.audience = "other"}) == Refusal::audience);
    CHECK(verify_claims(claims) == Refusal::audience);  // it was made for somebody else
  }
  CHECK(verify_claims(good_claims, {.audience = "todo"}) == Refusal::audience);
  CHECK(verify_claims(R"({"exp":1900000000,"aud":[]})") == Refusal::audience);
}

TEST_CASE("jwt: a verified token is known until it expires", "[session]") {
  JwtVerifier verifier({.jwks = all_keys(), .cached_tokens = 16});
  for (int i = 0; i < 2; ++i)
    CHECK(verifier.verify(vgen_test::rs256_token, now).claims == good_claims);
  CHECK(verifier.verify(vgen_test::rs256_token, at(1'900'000'059)).claims == good_claims);
  CHECK(verifier.verify(vgen_test::rs256_token, at(1'900'000'060)).refusal == Refusal::expired);
  // More tokens than there is room for.
  const Jwk oct = key(vgen_test::oct_key);
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 100; ++i) {
      const std::string claims = R"({"user":")" + std::to_string(i) + R"(","exp":1900000000})";
      CHECK(verifier.verify(vgen::session::sign_token(oct, claims), now).claims == claims);
    }
  }
}
