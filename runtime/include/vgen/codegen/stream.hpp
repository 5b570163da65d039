/// Calls subscriptions. Generated code includes it only if there is one. Slow to parse
/// (Boost.Asio).
#pragma once

#include <vgen/codegen/answer.hpp>
#include <vgen/codegen/endpoint.hpp>
#include <vgen/core/task.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/stream.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace vgen::codegen::detail {
inline namespace VGEN_API {

template <class Item>
struct StreamOf {
  /// Starts the subscription of a call. `Forms`: how `Item` is written, see `json::write`.
  template <auto Function, const auto&... Forms>
  static Task<void> call(HostedCall& call) {
    using Of = Shape<std::remove_pointer_t<decltype(Function)>>;
    auto& services = *static_cast<typename Of::Services*>(call.services);
    // It lives as long as the event.
    auto& stream = call.emplace<Stream<Item>>(
        *call.stream,
        [](std::string& text, const Item& item) { append_json<Forms...>(text, item); });
    if constexpr (std::is_void_v<typename Of::In>) {
      if constexpr (Of::session == SessionUse::none) {
        return Function(services, stream);
      } else {
        return Function(services, *static_cast<typename Of::Session*>(call.session()), stream);
      }
    } else {
      auto& input = *static_cast<typename Of::In*>(call.input);
      if constexpr (Of::session == SessionUse::none) {
        return Function(services, std::move(input), stream);
      } else {
        return Function(services, std::move(input),
                        *static_cast<typename Of::Session*>(call.session()), stream);
      }
    }
  }
};

}  // namespace VGEN_API
}  // namespace vgen::codegen::detail
