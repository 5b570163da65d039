/// The include of generated headers: the definition of an API, and how it gets the user's services.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/services.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/api_definition.hpp>
#include <vgen/dispatch/call.hpp>
#include <vgen/json/codec.hpp>
#include <vgen/version.hpp>

#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>

namespace vgen::codegen {

/// The foundation of an API without sessions.
template <class Services, class Singletons, class Factory>
class ServicesFoundation : public Foundation {
 public:
  ServicesFoundation(Singletons& singletons, Factory factory, bool session_comes_later = false)
      : Foundation(session_comes_later), singletons_(singletons), factory_(std::move(factory)) {}

  [[nodiscard]] TypeSlot services_slot() const noexcept override { return slot_of<Services>; }
  void make_services(void* storage, Call& call) override {
    ::new (storage) Services(factory_(singletons_, call));
  }
  [[nodiscard]] TypeSlot session_slot() const noexcept override { return {}; }
  bool make_session(void* /*storage*/, const Request& /*request*/) override { return false; }

 protected:
  Singletons& singletons_;

 private:
  Factory factory_;
};

/// The foundation of an API with sessions.
template <class Services, class Session, class Singletons, class Factory, class Resolve>
class SessionFoundation final : public ServicesFoundation<Services, Singletons, Factory> {
 public:
  SessionFoundation(Singletons& singletons, Factory factory, Resolve resolve)
      : ServicesFoundation<Services, Singletons, Factory>(singletons, std::move(factory)),
        resolve_(std::move(resolve)) {}

  [[nodiscard]] TypeSlot session_slot() const noexcept override { return slot_of<Session>; }
  bool make_session(void* storage, const Request& request) override {
    std::optional<Session> session = resolve_(this->singletons_, request);
    if (!session) return false;
    ::new (storage) Session(std::move(*session));
    return true;
  }

 private:
  Resolve resolve_;
};

/// The foundation of an API whose resolver of sessions is a coroutine. Defined in
/// `vgen/codegen/later_session.hpp`, which `vgen/task.hpp` includes.
template <class Services, class Session, class Singletons, class Factory, class Resolve>
class LaterSessionFoundation;

namespace detail {

template <class Result>
inline constexpr bool is_later = false;
template <class T>
inline constexpr bool is_later<boost::asio::awaitable<T, boost::asio::any_io_executor>> = true;

}  // namespace detail

/// Makes an API with services that `factory(singletons, call)` makes for each event. The singletons
/// must outlive the API. The factory is called from all threads at once.
template <class Services, class Session = void, class Singletons, class Factory>
[[nodiscard]] Api make_api(const ApiDefinition& definition, Singletons& singletons,
                           Factory factory) {
  static_assert(
      requires { sizeof(Services); },
      "include the header that defines Services where the API is made");
  static_assert(std::is_invocable_r_v<Services, Factory&, Singletons&, Call&>,
                "the factory is called as factory(singletons, call) and returns the Services");
  return Api(definition, std::make_unique<ServicesFoundation<Services, Singletons, Factory>>(
                             singletons, std::move(factory)));
}

/// The same with sessions: `resolve(singletons, request)` returns a `std::optional<Session>`, or a
/// `vgen::Task` of it.
template <class Services, class Session, class Singletons, class Factory, class Resolve>
[[nodiscard]] Api make_api(const ApiDefinition& definition, Singletons& singletons, Factory factory,
                           Resolve resolve) {
  static_assert(
      requires { sizeof(Services); },
      "include the header that defines Services where the API is made");
  static_assert(std::is_invocable_r_v<Services, Factory&, Singletons&, Call&>,
                "the factory is called as factory(singletons, call) and returns the Services");
  static_assert(std::is_invocable_v<Resolve&, Singletons&, const Request&>,
                "the resolver is called as resolve(singletons, request)");
  using Found = std::invoke_result_t<Resolve&, Singletons&, const Request&>;
  if constexpr (detail::is_later<Found>) {
    using Made = LaterSessionFoundation<Services, Session, Singletons, Factory, Resolve>;
    static_assert(requires { sizeof(Made); }, "include vgen/task.hpp: the resolver is a coroutine");
    return Api(definition,
               std::make_unique<Made>(singletons, std::move(factory), std::move(resolve)));
  } else {
    static_assert(std::is_convertible_v<Found, std::optional<Session>>,
                  "the resolver returns a std::optional<Session> or a vgen::Task of it");
    using Made = SessionFoundation<Services, Session, Singletons, Factory, Resolve>;
    return Api(definition,
               std::make_unique<Made>(singletons, std::move(factory), std::move(resolve)));
  }
}

}  // namespace vgen::codegen
