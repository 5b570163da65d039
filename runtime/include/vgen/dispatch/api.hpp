/// An API with everything that it needs to be served.
#pragma once

#include <vgen/core/services.hpp>
#include <vgen/dispatch/api_definition.hpp>
#include <vgen/pubsub/hub.hpp>

#include <concepts>
#include <memory>
#include <utility>
#include <vector>

namespace vgen {

class EventHub;
class PresenceStore;
struct SessionOptions;

/// The result of `NAMESPACE::api(singletons, factory)`, for a server. Movable. The caller keeps the
/// singletons, which must outlive it.
class Api {
 public:
  /// The definition must have static storage. Without rows, it needs no foundation.
  Api(const ApiDefinition& definition, std::unique_ptr<Foundation> foundation);

  [[nodiscard]] const ApiDefinition& definition() const noexcept { return *definition_; }
  [[nodiscard]] Foundation& foundation() const noexcept { return *foundation_; }
  /// The topics of the API, for threads that publish outside of calls. It stays valid when the API
  /// is moved into a server.
  [[nodiscard]] const Hub& hub() const noexcept { return hub_; }
  /// Prepares the schemes that find the sessions, if the API has some and no resolver of its own. A
  /// server calls it before it serves the API. Throws `std::invalid_argument` with one sentence if
  /// a scheme lacks what it needs, such as a key.
  void prepare_sessions(const SessionOptions& options);
  /// The schemes that find the sessions; null if a resolver does.
  [[nodiscard]] SessionSchemes* schemes() const noexcept { return schemes_.get(); }
  /// The type of services.
  [[nodiscard]] const TypeSlot& services_slot() const noexcept { return services_slot_; }
  /// The type of sessions. Size 0: this API cannot find any.
  [[nodiscard]] TypeSlot session_slot() const noexcept;
  /// Replaces the hub in memory. Before the API is served.
  void use_hub(std::shared_ptr<EventHub> hub);
  /// Replaces the store of presence in memory. Before the API is served.
  void use_presence(std::shared_ptr<PresenceStore> presence);

 private:
  const ApiDefinition* definition_;
  std::unique_ptr<Foundation> foundation_;
  TypeSlot services_slot_;
  std::unique_ptr<SessionSchemes> schemes_;
  Hub hub_;
};

/// One or more APIs that are served on one port: `vgen::serve(argc, argv, {bank::public_api(…),
/// bank::admin_api(…)})`.
///
/// Each API has its own services, sessions, limits and codecs. A path and method may belong to only
/// one of them. If two of them have the same `openapi_path` or `docs_path`, the first one is served
/// there.
class Apis {
 public:
  template <std::same_as<Api>... More>
  Apis(Api first, More... more) {
    list_.reserve(1 + sizeof...(more));
    list_.push_back(std::move(first));
    (list_.push_back(std::move(more)), ...);
  }

  [[nodiscard]] const std::vector<Api>& list() const noexcept { return list_; }
  [[nodiscard]] std::vector<Api>& list() noexcept { return list_; }
  [[nodiscard]] std::vector<Api> take() && { return std::move(list_); }

 private:
  std::vector<Api> list_;
};

/// These APIs with the schemes that find their sessions; see `Api::prepare_sessions`.
[[nodiscard]] Apis prepared(Apis apis, const SessionOptions& options);

}  // namespace vgen
