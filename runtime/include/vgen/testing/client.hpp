/// Calls an API in memory, for tests of its functions.
#pragma once

#include <vgen/channel/websocket_limits.hpp>
#include <vgen/core/clock.hpp>
#include <vgen/core/log.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/stream_options.hpp>
#include <vgen/dispatch/upload_options.hpp>
#include <vgen/http/problem.hpp>
#include <vgen/http/response.hpp>
#include <vgen/schedule/task_result.hpp>
#include <vgen/session/options.hpp>
#include <vgen/testing/channel.hpp>
#include <vgen/testing/events.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vgen {
class ChannelStore;
class TickLock;
}  // namespace vgen

namespace vgen::testing {

class MemoryHost;

/// The environment of a client's calls.
struct ClientOptions {
  const Clock* clock =
      nullptr;  ///< If null, a clock that stays at the start of 2026. Must outlive the client.
  LogSink* log = nullptr;  ///< If null, nothing is logged. Must outlive the client.
  WebsocketLimits websocket{};
  StreamOptions streams{};
  /// Threads for functions that block; 0 means that they run on the thread of the test.
  unsigned workers = 0;
  std::size_t waiting_for_workers = 256;  ///< See `ServerOptions`.
  TickLock* tick_lock = nullptr;          ///< See `ServerOptions`.
  SessionOptions sessions{};              ///< For the schemes of `vgen::Security`.
  UploadOptions uploads{};                ///< See `ServerOptions`.
  ProblemWriter problem_writer{};         ///< See `ServerOptions`.
  /// The strict mode: after each event, what functions have seen of a channel is written to a store
  /// and destroyed. See `ServerOptions`.
  bool strict_channels = false;
  /// The store of the strict mode; if null, one in memory. Must outlive the client.
  ChannelStore* channel_store = nullptr;
};

/// Calls an API as a server does, with routing, input, session and answer, but without sockets and
/// threads: `auto response = client.get("/todos/1");`. A call returns when its coroutines have
/// ended. Not for several threads at once.
class Client {
 public:
  using RequestHeaders = std::vector<std::pair<std::string, std::string>>;

  /// Throws `std::invalid_argument` if the APIs contradict each other.
  explicit Client(Apis apis, const ClientOptions& options = {});
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  Response get(std::string_view target, const RequestHeaders& headers = {}) {
    return request("GET", target, headers);
  }
  Response post(std::string_view target, std::string_view body = {},
                const RequestHeaders& headers = {}) {
    return request("POST", target, headers, body);
  }
  Response put(std::string_view target, std::string_view body = {},
               const RequestHeaders& headers = {}) {
    return request("PUT", target, headers, body);
  }
  Response patch(std::string_view target, std::string_view body = {},
                 const RequestHeaders& headers = {}) {
    return request("PATCH", target, headers, body);
  }
  Response del(std::string_view target, const RequestHeaders& headers = {}) {
    return request("DELETE", target, headers);
  }

  /// Sends any request. `target` is as on the wire: "/todos?limit=2", percent-encoded. A body
  /// without a Content-Type header is JSON. The body of a stream is what it sends until its end.
  Response request(std::string_view method, std::string_view target,
                   const RequestHeaders& headers = {}, std::string_view body = {});

  /// Opens a stream: `auto events = client.events("/todos/1/watch")`. The function goes on when the
  /// client runs it: by `poll`, by `advance`, or when the test takes events. If the request is
  /// refused, the stream is not open and has the answer.
  Events events(std::string_view target, const RequestHeaders& headers = {}) {
    return stream("GET", target, headers);
  }
  /// Opens a stream by any request, see `request`.
  Events stream(std::string_view method, std::string_view target,
                const RequestHeaders& headers = {}, std::string_view body = {});

  /// Opens a channel: `auto live = client.channel("/live/kitchen")`. The target and the headers are
  /// those of the handshake. If it is refused, the channel is not open and has the answer.
  Channel channel(std::string_view target, const RequestHeaders& headers = {});

  /// Opens an RPC connection of the first API: `auto rpc = client.rpc()`. Its messages are frames
  /// of the protocol.
  Channel rpc(const RequestHeaders& headers = {});

  /// Runs a task of a schedule now, and returns when it has ended: `client.run("purge")`. Without
  /// `scheduled_at`, the tick is of the present time. Throws `std::invalid_argument` if there is no
  /// such task.
  TaskResult run(std::string_view task,
                 std::optional<std::chrono::system_clock::time_point> scheduled_at = {});
  /// The same with the generated enumeration: `client.run(todo::ApiTask::purge)`.
  template <class Task>
    requires std::is_enum_v<Task>
  TaskResult run(Task task,
                 std::optional<std::chrono::system_clock::time_point> scheduled_at = {}) {
    return run(std::string_view(name_of(task)), scheduled_at);
  }

  /// Moves the client's own clock. Meanwhile the tasks of schedules run at their times, functions
  /// are asked to end whose time is over, and streams send heartbeats. Throws `std::logic_error` if
  /// the options have another clock.
  void advance(std::chrono::nanoseconds time);
  /// Runs what is ready without a call: coroutines that can go on, messages of topics that other
  /// threads have published, tasks whose time has come on a clock of the options.
  void poll();

 private:
  void advance_to(std::chrono::steady_clock::time_point time);

  std::unique_ptr<MemoryHost> host_;
};

/// A shorter name.
[[nodiscard]] inline Client client(Apis apis, const ClientOptions& options = {}) {
  return Client(std::move(apis), options);
}

}  // namespace vgen::testing
