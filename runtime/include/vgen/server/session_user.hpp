/// How a session is called in the access log and by the rate limit.
#pragma once

#include <vgen/core/services.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace vgen {

/// A function of a session whose type is not known here. Made by `user_of`.
class SessionUser {
 public:
  using Name = std::function<std::string(const void* session)>;

  SessionUser() noexcept {}  // NOLINT(modernize-use-equals-default): GCC 12 warns of a default
  SessionUser(void (*type)(void*) noexcept, Name name)
      : type_(type), name_(std::make_shared<const Name>(std::move(name))) {}

  /// Whether it knows the sessions of this type, which its destructor names.
  [[nodiscard]] bool knows(void (*type)(void*) noexcept) const noexcept {
    return type_ != nullptr && type_ == type;
  }
  [[nodiscard]] std::string name_of(const void* session) const { return (*name_)(session); }

 private:
  void (*type_)(void*) noexcept = nullptr;
  std::shared_ptr<const Name> name_;
};

/// Calls a session by what `name` returns, a text that may be logged:
/// `options.session_user = vgen::user_of<todo::Session>([](const todo::Session& s) { return s.user;
/// })`. Called from all threads at once.
template <class Session, class Name>
[[nodiscard]] SessionUser user_of(Name name) {
  return {slot_of<Session>.destroy, [name = std::move(name)](const void* session) {
            return std::string(name(*static_cast<const Session*>(session)));
          }};
}

}  // namespace vgen
