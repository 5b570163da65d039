/// How a session is called in the access log and by the rate limit.
#pragma once

#include <vgen/core/services.hpp>

#include <functional>
#include <string>
#include <utility>

namespace vgen {

/// A function of a session whose type is not known here. Made by `user_of`.
struct SessionUser {
  void (*type)(void*) noexcept = nullptr;  ///< The destructor in the slot of the type.
  std::function<std::string(const void* session)> name{};

  explicit operator bool() const noexcept { return type != nullptr; }
};

/// Calls a session by what `name` returns, a text that may be logged:
/// `options.session_user = vgen::user_of<todo::Session>([](const todo::Session& s) { return s.user;
/// })`. Called from all threads at once.
template <class Session, class Name>
[[nodiscard]] SessionUser user_of(Name name) {
  return {.type = slot_of<Session>.destroy, .name = [name = std::move(name)](const void* session) {
            return std::string(name(*static_cast<const Session*>(session)));
          }};
}

}  // namespace vgen
