/// How a server checks what proves the identity of its callers.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The signatures of tokens (RFC 7518, RFC 8037).
enum class JwtAlgorithm : unsigned char { hs256, rs256, es256, eddsa };

/// Which tokens `vgen::bearer_jwt()` accepts.
///
/// The keys are a JSON Web Key Set (RFC 7517), or a single key. They come from here or from the
/// environment: `VGEN_JWKS_FILE` names a file, `VGEN_JWKS` holds the text. A server without keys
/// does not start.
struct JwtOptions {
  /// A file with the keys. It is read again when a token names a key that it did not have, at most
  /// once in a minute.
  std::string jwks_file{};
  std::string jwks{};  ///< The keys as text, instead of a file.
  /// The accepted algorithms; without any, all four. A key accepts only its own.
  std::vector<JwtAlgorithm> algorithms{};
  std::string issuer{};  ///< The claim `iss` must be this; empty: it may be anything.
  /// The claim `aud` must contain this. Empty: a token must not have an audience, because then it
  /// was made for somebody else.
  std::string audience{};
  std::chrono::seconds leeway{60};     ///< How wrong clocks may be, for `exp` and `nbf`.
  std::size_t cached_tokens = 10'000;  ///< Verified tokens that are kept; 0 verifies each time.
};

/// Where sessions are kept, so that a cookie only has the id of one. Functions are called from all
/// threads at once. They do not block for long. They throw `vgen::Error` (unavailable) if the store
/// cannot be reached: then the answer is 503.
class SessionStore {
 public:
  using Time = std::chrono::system_clock::time_point;

  virtual ~SessionStore() = default;
  SessionStore(const SessionStore&) = delete;
  SessionStore& operator=(const SessionStore&) = delete;

  /// Keeps a session, as JSON, until `expires`. The id is new.
  virtual void put(std::string_view id, std::string_view session, Time expires) = 0;
  /// None if there is no session of this id, or it has expired.
  [[nodiscard]] virtual std::optional<std::string> get(std::string_view id, Time now) = 0;
  virtual void remove(std::string_view id) = 0;

 protected:
  SessionStore() = default;
};

/// A store in memory: sessions end with the process. It removes the expired ones by itself.
[[nodiscard]] std::shared_ptr<SessionStore> make_memory_session_store();

/// The cookie of `vgen::cookie("session")`. Browsers keep it under the name `__Host-session`.
///
/// Without a store it holds the session itself, encrypted with AES-256-GCM: nobody reads or changes
/// it, but a copy of it is valid until it expires, also after `sign_out`. With a store it holds the
/// id of a session, which is another one after each `sign_in` and ends with `sign_out`.
///
/// The keys come from here or from the environment: `VGEN_COOKIE_KEYS_FILE` names a file with one
/// key in a line, `VGEN_COOKIE_KEYS` has them with commas between them. A server whose cookie has
/// neither keys nor a store does not start.
struct CookieOptions {
  /// Secrets of at least 32 characters, the newest first: it encrypts, and all of them decrypt.
  std::vector<std::string> keys{};
  std::string keys_file{};  ///< A file with one key in a line, instead of `keys`.
  std::shared_ptr<SessionStore> store{};
  /// A store in case that there are neither keys nor a store. A server with Redis sets it.
  std::shared_ptr<SessionStore> default_store{};
  std::chrono::seconds max_age{std::chrono::days(7)};  ///< If `sign_in` sets no other one.
  /// Whether browsers send it over TLS only (and to the own machine). If not, its name has no
  /// `__Host-`.
  bool secure = true;
};

/// The settings of the schemes of `vgen::Security`.
struct SessionOptions {
  JwtOptions jwt{};
  CookieOptions cookie{};
  /// The origins of foreign pages that may use the cookie, as `ServerOptions::origins`, which a
  /// server adds.
  std::vector<std::string> origins{};
};

}  // namespace vgen
