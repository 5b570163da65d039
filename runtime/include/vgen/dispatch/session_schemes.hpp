/// How sessions are found by the schemes that a header declares in `vgen::Security`.
#pragma once

#include <vgen/core/services.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

class Call;
struct ApiDefinition;
struct SessionOptions;

/// A scheme of `vgen::Security`. A literal; generated code has a constexpr array of them.
struct SecurityRow {
  enum class Kind : unsigned char { bearer_jwt, bearer, authorization, api_key, cookie };

  Kind kind = Kind::bearer_jwt;
  std::string_view name{};  ///< Of the header, the cookie or the scheme of `Authorization`.
};

/// What `WWW-Authenticate` says of a scheme: `Bearer`.
[[nodiscard]] std::string challenge_of(const SecurityRow& row);
/// What it says of all of them.
[[nodiscard]] std::string challenge_of(std::span<const SecurityRow> rows);

/// How the session of an API is made from JSON, and written as JSON. Generated code has one if a
/// scheme needs it.
struct SessionCodec {
  TypeSlot type{};
  /// Makes a session in `storage` from the text of a JSON object, of which it ignores the members
  /// that it does not have. Returns false, and makes none, if the text does not hold one.
  bool (*read)(std::string_view json, void* storage) = nullptr;
  /// Appends the session as JSON.
  void (*write)(std::string& json, const void* session) = nullptr;
  /// The name of the session's user, for the access log; null if no member has it.
  std::string (*user)(const void* session) = nullptr;
};

/// Implemented by the folder `session`. Called from all threads at once.
class SessionSchemes {
 public:
  virtual ~SessionSchemes() = default;
  SessionSchemes(const SessionSchemes&) = delete;
  SessionSchemes& operator=(const SessionSchemes&) = delete;

  /// What the request of a call says of its session.
  struct Outcome {
    bool found = false;
    /// Why what the request carries is refused: "the token has expired". Empty if it is not.
    std::string refusal{};
    /// The end of the session; none if it does not end by itself.
    std::optional<std::chrono::system_clock::time_point> expires{};
  };
  /// Makes the session of the call's request in `storage`, if it has one.
  virtual Outcome make_session(void* storage, const Call& call) = 0;
  /// The `WWW-Authenticate` of an answer 401: what the caller may send. `refusal` is that of the
  /// outcome.
  [[nodiscard]] virtual std::string challenge(std::string_view refusal) const = 0;
  /// Whether a page of another site may have made the request of the call with the cookie of its
  /// user.
  [[nodiscard]] virtual bool is_foreign(const Call& call) const = 0;
  /// Whether the sessions have this type, which its destructor names.
  [[nodiscard]] virtual bool is_session(void (*type)(void*) noexcept) const = 0;
  /// See `Call::sign_in`. `session` has the type of the codec.
  virtual void sign_in(Call& call, const void* session,
                       std::optional<std::chrono::seconds> max_age) = 0;
  virtual void sign_out(Call& call) = 0;

 protected:
  SessionSchemes() = default;
};

/// Makes the schemes of an API. Throws `std::invalid_argument` with one sentence if a scheme lacks
/// what it needs, such as a key.
using MakeSchemes = std::unique_ptr<SessionSchemes> (*)(const ApiDefinition& definition,
                                                        Foundation& foundation,
                                                        const SessionOptions& options);

}  // namespace vgen
