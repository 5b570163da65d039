/// Resolvers of sessions that are coroutines. Slow to parse (Boost.Asio).
#pragma once

#include <vgen/codegen/api.hpp>
#include <vgen/core/task.hpp>
#include <vgen/dispatch/start_part.hpp>

#include <new>
#include <optional>
#include <type_traits>
#include <utility>

namespace vgen::codegen {

template <class Services, class Session, class Singletons, class Factory, class Resolve>
class LaterSessionFoundation final : public ServicesFoundation<Services, Singletons, Factory> {
 public:
  static_assert(std::is_same_v<std::invoke_result_t<Resolve&, Singletons&, const Request&>,
                               Task<std::optional<Session>>>,
                "a resolver that is a coroutine returns a vgen::Task<std::optional<Session>>");

  LaterSessionFoundation(Singletons& singletons, Factory factory, Resolve resolve)
      : ServicesFoundation<Services, Singletons, Factory>(singletons, std::move(factory), true),
        resolve_(std::move(resolve)) {}

  [[nodiscard]] TypeSlot session_slot() const noexcept override { return slot_of<Session>; }
  void start_session(HostedCall& call) override { start_part(call, find(call), stage_ended); }

 private:
  Task<void> find(HostedCall& call) {
    Task<std::optional<Session>> task = resolve_(this->singletons_, call.request());
    std::optional<Session> session = co_await std::move(task);
    if (!session) co_return;
    const auto make = [](void* place, void* from) {
      ::new (place) Session(std::move(*static_cast<Session*>(from)));
    };
    store_session(call, slot_of<Session>, make, &*session);
  }

  Resolve resolve_;
};

}  // namespace vgen::codegen
