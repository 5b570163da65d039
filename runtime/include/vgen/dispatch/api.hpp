/// An API with everything that it needs to be served.
#pragma once

#include <vgen/core/services.hpp>
#include <vgen/dispatch/api_definition.hpp>

#include <memory>
#include <utility>

namespace vgen {

/// The result of `NAMESPACE::api(singletons, factory)`, for a server. Movable. The caller keeps the
/// singletons, which must outlive it.
class Api {
 public:
  /// The definition must have static storage.
  Api(const ApiDefinition& definition, std::unique_ptr<Foundation> foundation)
      : definition_(&definition), foundation_(std::move(foundation)) {}

  [[nodiscard]] const ApiDefinition& definition() const noexcept { return *definition_; }
  [[nodiscard]] Foundation& foundation() const noexcept { return *foundation_; }

 private:
  const ApiDefinition* definition_;
  std::unique_ptr<Foundation> foundation_;
};

}  // namespace vgen
