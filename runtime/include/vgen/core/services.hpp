/// How the runtime makes objects whose types only the user's source knows: services, sessions and
/// inputs.
#pragma once

#include <cstddef>

namespace vgen {

class Call;
class HostedCall;
struct Request;

/// Size, alignment and destructor of a type that is incomplete here.
struct TypeSlot {
  std::size_t size = 0;
  std::size_t align = 1;
  void (*destroy)(void* object) noexcept = nullptr;
};

/// The slot of a complete type.
template <class T>
inline constexpr TypeSlot slot_of{sizeof(T), alignof(T),
                                  [](void* object) noexcept { static_cast<T*>(object)->~T(); }};

/// The foundation of an API: the user's singletons, how services are made from them for each
/// event, and how sessions are found.
///
/// Implemented by `codegen::make_api` in the user's translation unit, where the types are complete.
/// Called from all threads at once.
class Foundation {
 public:
  virtual ~Foundation() = default;
  Foundation(const Foundation&) = delete;
  Foundation& operator=(const Foundation&) = delete;

  [[nodiscard]] virtual TypeSlot services_slot() const noexcept = 0;
  /// Makes the services of one event in `storage`. May throw; then `storage` holds nothing.
  virtual void make_services(void* storage, Call& call) = 0;

  /// Size 0: this API cannot resolve sessions.
  [[nodiscard]] virtual TypeSlot session_slot() const noexcept = 0;
  /// Makes the session of a request in `storage`, if it has one. May throw; then `storage` holds
  /// nothing.
  virtual bool make_session(void* storage, const Request& request) = 0;
  /// Whether sessions are found by coroutines: by `start_session`, not by `make_session`.
  [[nodiscard]] bool session_comes_later() const noexcept { return session_comes_later_; }
  /// Starts a coroutine that finds the session of the call's request; see start_part.hpp.
  virtual void start_session(HostedCall& /*call*/) {}

 protected:
  explicit Foundation(bool session_comes_later = false)
      : session_comes_later_(session_comes_later) {}

 private:
  bool session_comes_later_;
};

}  // namespace vgen
