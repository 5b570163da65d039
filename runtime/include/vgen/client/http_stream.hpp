/// Streams over HTTP: server-sent events that continue after a lost connection. Light: no Boost.
#pragma once

#include <vgen/client/answer.hpp>
#include <vgen/client/caller.hpp>
#include <vgen/client/connection.hpp>
#include <vgen/client/stream.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vgen::client {

/// The options of a stream over HTTP.
struct HttpStreamOptions {
  std::string last_id{};  ///< Continue after this item of an earlier stream.
  /// How many times in a row the stream may fail before it ends. None: no limit.
  std::optional<int> retries{};
  /// Time without a byte after which the stream connects again. The server sends a sign of life
  /// every 15 seconds. As that of the client, if it is not set. 0: no limit.
  std::optional<std::chrono::milliseconds> timeout{};
  /// Ends the stream as `aborted`.
  std::stop_token stop{};
  /// Sent with each request. They replace the client's headers of the same names.
  std::vector<HeaderField> headers{};
  /// Makes a stream of POST or PATCH safe to repeat, see `CallOptions`.
  std::string idempotency_key{};
};

namespace detail {

/// Sends the request and reads its events, for generated code.
[[nodiscard]] std::shared_ptr<FeedHandle> open_stream(const Connection& connection,
                                                      Prepared request, HttpStreamOptions options);

}  // namespace detail
}  // namespace vgen::client
