/// The definition of an API, which generated code gives to the runtime.
#pragma once

#include <vgen/core/limits.hpp>
#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/rpc_row.hpp>
#include <vgen/dispatch/session_schemes.hpp>
#include <vgen/json/reader.hpp>

#include <span>
#include <string_view>

namespace vgen {

struct ChannelRow;
struct ScheduleRow;
struct TopicRow;
class Zone;

/// The whole definition of an API. It must have static storage, because the runtime keeps views.
struct ApiDefinition {
  std::string_view name{};
  std::string_view version{};
  std::span<const HttpRow> http{};           ///< The functions that are reached by HTTP.
  std::span<const ChannelRow> channels{};    ///< The websockets.
  std::span<const TopicRow> topics{};        ///< The named streams of messages.
  std::span<const RpcRow> rpc{};             ///< The methods of the RPC connection.
  std::string_view rpc_path = "/ws";         ///< The path of RPC connections, if there are methods.
  std::span<const ScheduleRow> schedules{};  ///< The tasks, and the times at which they run.
  /// Finds time zones; null if no schedule needs one.
  const Zone& (*find_zone)(std::string_view name) = nullptr;
  std::span<const SecurityRow> security{};  ///< How callers prove their identity, in this order.
  const SessionCodec* session = nullptr;    ///< Null if no scheme needs it.
  MakeSchemes make_schemes = nullptr;       ///< Null if there are no schemes.
  std::string_view openapi{};               ///< The OpenAPI document; if empty, it is not served.
  std::string_view openapi_path = "/openapi.json";  ///< The path of the document.
  /// The AsyncAPI document; if empty, it is not served.
  std::string_view asyncapi{};
  std::string_view asyncapi_path = "/asyncapi.json";  ///< The path of that document.
  /// The path of the documentation page; if empty, it is not served.
  std::string_view docs_path = "/docs";
  Limits limits{};  ///< The limits of JSON texts: bodies and messages.
  json::Leniency leniency{};
};

}  // namespace vgen
