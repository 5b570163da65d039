/// From a request to its answer, without any server.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/docs_page.hpp>
#include <vgen/dispatch/documents.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/router.hpp>
#include <vgen/dispatch/static_files.hpp>

#include <atomic>

namespace vgen {

/// The part of the API that will answer a request.
struct Target {
  enum class Kind : unsigned char {
    operation,
    openapi,
    docs,
    healthy,
    ready,
    file,
    options,
    not_found,
    method_not_allowed,
    not_implemented
  };

  Kind kind = Kind::not_found;
  RouteMatch match{};
};

/// All hosts pass their requests to a dispatcher. Several threads may use it at once.
class Dispatcher {
 public:
  /// Throws `std::invalid_argument` if the operations contradict each other, or if one needs a
  /// session and the API was made without a resolver.
  explicit Dispatcher(Api api, ServedDocuments documents = {}, StaticFiles files = {});

  /// Looks only at method and path, so a host can call it before it reads the body.
  [[nodiscard]] Target find(const Request& request) const {
    Target target;
    find(request, target);
    return target;
  }
  /// The same, with a target that is reused.
  void find(const Request& request, Target& target) const;

  /// Answers the request in the call. See `invoke` for the returned value. The target is not needed
  /// afterwards.
  [[nodiscard]] Progress handle(const Target& target, HostedCall& call,
                                Completion& completion) const noexcept;

  /// The answer to `/readyz`; true at first.
  void set_ready(bool ready) noexcept { ready_.store(ready, std::memory_order_relaxed); }
  [[nodiscard]] const Api& api() const noexcept { return api_; }

 private:
  [[nodiscard]] Target::Kind document_at(std::string_view path) const;
  void answer(const Target& target, HostedCall& call) const;

  Api api_;
  ServedDocuments documents_;
  StaticFiles files_;
  Router router_;
  DocsPage docs_;
  std::atomic<bool> ready_ = true;
};

}  // namespace vgen
