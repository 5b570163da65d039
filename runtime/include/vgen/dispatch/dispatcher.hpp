/// From a request to its answer, without any server.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/channel_row.hpp>
#include <vgen/dispatch/docs_page.hpp>
#include <vgen/dispatch/documents.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/router.hpp>
#include <vgen/dispatch/static_files.hpp>

#include <atomic>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace vgen {

/// The part of the APIs that will answer a request.
struct Target {
  enum class Kind : unsigned char {
    operation,
    channel,
    rpc,
    openapi,
    asyncapi,
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
  const ChannelRow* channel = nullptr;  ///< If it is a channel.
  std::size_t api = 0;                  ///< The index of the API of a document or a websocket.
  RouteMatch match{};

  /// Whether the request opens a websocket, which is not dispatched.
  [[nodiscard]] bool is_websocket() const noexcept {
    return kind == Kind::channel || kind == Kind::rpc;
  }
};

/// All hosts pass their requests to a dispatcher. Several threads may use it at once.
class Dispatcher {
 public:
  /// Throws `std::invalid_argument` if the operations contradict each other, or if one needs a
  /// session and the API was made without a resolver.
  explicit Dispatcher(Apis apis, ServedDocuments documents = {}, StaticFiles files = {});
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Looks only at method and path, so a host can call it before it reads the body.
  [[nodiscard]] Target find(const Request& request) const {
    Target target;
    find(request, target);
    return target;
  }
  /// The same, with a target that is reused.
  void find(const Request& request, Target& target) const;

  /// Answers the request in the call, but not one for a channel: the host opens it. See `invoke`
  /// for the returned value. The target is not needed afterwards.
  [[nodiscard]] Progress handle(const Target& target, HostedCall& call,
                                Completion& completion) const noexcept;

  /// The answer to `/readyz`; true at first.
  void set_ready(bool ready) noexcept { ready_.store(ready, std::memory_order_relaxed); }
  /// Further reasons not to be ready; see `ServerOptions::not_ready`. Before the first request.
  void use_not_ready(std::function<std::string()> reason) { not_ready_ = std::move(reason); }

  /// An API by its index, as a target has it.
  [[nodiscard]] const Api& api(std::size_t index) const noexcept { return apis_[index]; }
  [[nodiscard]] std::span<const Api> apis() const noexcept { return apis_; }

 private:
  /// A websocket: a channel, or an RPC connection if there is no row.
  struct Channel {
    const ChannelRow* row = nullptr;
    std::size_t api = 0;
  };

  static std::vector<Channel> channels_of(const std::vector<Api>& apis);
  static std::vector<HttpRow> paths_of(const std::vector<Api>& apis,
                                       const std::vector<Channel>& channels);
  /// Finds what answers a request that no operation takes.
  void find_other(std::optional<Method> method, const Request& request, Target& target) const;
  [[nodiscard]] bool find_channel(std::optional<Method> method, std::string_view path,
                                  Target& target) const;
  void find_document(std::string_view path, Target& target) const;
  [[nodiscard]] bool find_before_rest(std::optional<Method> method, std::string_view path,
                                      Target& target) const;
  [[nodiscard]] const Api& api_of(const HttpRow& row) const noexcept;
  void answer(const Target& target, HostedCall& call) const;
  void answer_ready(HostedCall& call) const;

  std::vector<Api> apis_;
  ServedDocuments documents_;
  StaticFiles files_;
  std::vector<HttpRow> rows_;  ///< The rows of all APIs, in the order of the APIs.
  Router router_;
  std::vector<Channel> channels_;       ///< Of all APIs.
  std::vector<HttpRow> channel_paths_;  ///< For each channel its path, for their router.
  Router channel_router_;
  std::vector<DocsPage> docs_;  ///< For each API.
  std::atomic<bool> ready_ = true;
  std::function<std::string()> not_ready_;  ///< None if there are no further reasons.
};

}  // namespace vgen
