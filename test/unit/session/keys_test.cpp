// Key sets: which keys are taken, and how a file is read again.
#include "test/unit/session/keys.hpp"
#include "test/support/temporary_folder.hpp"

#include <vgen/session/jwk.hpp>
#include <vgen/session/jwt.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using vgen::JwtAlgorithm;
using vgen::session::JwtVerifier;
using vgen::session::read_jwks;
using vgen::session::Refusal;

namespace {

constexpr std::chrono::system_clock::time_point now{std::chrono::seconds(1'800'000'000)};

std::string set_of(const std::vector<std::string_view>& keys) {
  std::string text = R"({"keys":[)";
  for (const std::string_view key : keys) {
    if (text.back() != '[') text += ',';
    text += key;
  }
  return text + "]}";
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

}  // namespace

TEST_CASE("keys: a set, or one key", "[session]") {
  CHECK(read_jwks(vgen_test::rsa_key).front().algorithm() == JwtAlgorithm::rs256);
  const auto keys = read_jwks(set_of({vgen_test::ec_key, vgen_test::ed_key, vgen_test::oct_key}));
  REQUIRE(keys.size() == 3);
  CHECK(keys[0].algorithm() == JwtAlgorithm::es256);
  CHECK(keys[0].id() == "e1");
  CHECK(keys[1].algorithm() == JwtAlgorithm::eddsa);
  CHECK(keys[2].algorithm() == JwtAlgorithm::hs256);
}

TEST_CASE("keys: weak keys and keys for something else are left out", "[session]") {
  constexpr std::string_view unusable =
      "the key set has no usable key: RSA with at least 2048 bits, P-256, Ed25519, or a secret of "
      "at least 32 bytes";
  const std::string oct(vgen_test::oct_key);
  const std::string with_end = oct.substr(0, oct.size() - 1);
  for (const std::string& key :
       {std::string(vgen_test::weak_key), std::string(R"({"kty":"oct","k":"c2hvcnQ"})"),
        std::string(R"({"kty":"EC","crv":"P-384","x":"AA","y":"AA"})"),
        std::string(R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})"),
        std::string(R"({"kty":"OKP","crv":"Ed25519","x":"AA"})"),
        std::string(R"({"kty":"OKP","crv":"X25519","x":"AA"})"), std::string(R"({"kty":"RSA"})"),
        std::string("{}"), with_end + R"(,"use":"enc"})", with_end + R"(,"alg":"HS512"})"}) {
    CAPTURE(key);
    CHECK_THROWS_WITH(read_jwks(set_of({key})), std::string(unusable));
    CHECK(read_jwks(set_of({key, vgen_test::ed_key})).size() == 1);
  }
  CHECK_THROWS_WITH(read_jwks(R"({"keys":[]})"), std::string(unusable));
}

TEST_CASE("keys: texts that are no key set", "[session]") {
  for (const char* const text : {"", "[]", "{", R"({"keys":{}})", R"({"keys":[],"keys":[]})"})
    CHECK_THROWS_WITH(read_jwks(text), "the keys of tokens are not a JSON Web Key Set");
  CHECK_THROWS_WITH(read_jwks(R"({"keys":[1]})"), "a key of tokens is not a JSON object");
}

TEST_CASE("keys: a new secret signs, and is another one each time", "[session]") {
  const std::string key = vgen::session::new_secret_key("dev \"1\"");
  CHECK(key != vgen::session::new_secret_key("dev \"1\""));
  const auto keys = read_jwks(key);
  CHECK(keys.front().id() == "dev \"1\"");
  const std::string token = vgen::session::sign_token(keys.front(), R"({"exp":1900000000})");
  CHECK(JwtVerifier({.jwks = key}).verify(token, now).refusal == Refusal::none);
}

TEST_CASE("keys: a public key cannot sign", "[session]") {
  std::string key(vgen_test::ed_key);
  key.replace(key.find("\"d\""), 3, "\"z\"");
  CHECK_FALSE(read_jwks(key).front().can_sign());
  CHECK_THROWS_WITH(vgen::session::sign_token(read_jwks(key).front(), "{}"),
                    "the key has no private part, so it cannot sign");
}

TEST_CASE("keys: a file is read again for an unknown key, once in a minute", "[session]") {
  const vgen::test::TemporaryFolder folder;
  const std::string path = folder.path() / "keys.json";
  CHECK_THROWS_WITH(JwtVerifier({.jwks_file = path}),
                    "cannot read the keys of tokens from " + path);
  write(path, set_of({vgen_test::oct_key}));
  JwtVerifier verifier({.jwks_file = path});
  using std::chrono::seconds;
  const auto verify = [&](std::string_view token, seconds later) {
    return verifier.verify(token, now + later).refusal;
  };
  CHECK(verify(vgen_test::rs256_token, seconds(0)) == Refusal::key);
  write(path, set_of({vgen_test::rsa_key}));
  CHECK(verify(vgen_test::rs256_token, seconds(59)) == Refusal::key);
  CHECK(verify(vgen_test::hs256_token, seconds(59)) == Refusal::none);
  CHECK(verify(vgen_test::rs256_token, seconds(60)) == Refusal::none);
  // The other key is gone, and with it what it had signed.
  CHECK(verify(vgen_test::hs256_token, seconds(61)) == Refusal::key);
  // A file that cannot be read does not take the keys away.
  write(path, "{");
  CHECK(verify(vgen_test::es256_token, seconds(200)) == Refusal::key);
  CHECK(verify(vgen_test::rs256_token, seconds(200)) == Refusal::none);
}
