#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bench {

/// Requests of HTTP, messages of a websocket with their replies, and messages of one websocket to
/// all others.
inline constexpr std::string_view loads[] = {"post",   "get",     "text",
                                             "upload", "message", "broadcast"};

/// The options of the load generator.
struct LoadOptions {
  std::uint16_t port = 0;
  std::string load = "post";  ///< One of `loads`.
  unsigned connections = 64;
  unsigned pipelined = 1;    ///< Requests outstanding on each connection.
  std::size_t requests = 0;  ///< 0 means as many as fit into the time.
  std::chrono::milliseconds time{1000};
  std::chrono::milliseconds warm_up{200};
  int pid = 0;  ///< The process id of the server. 0 means that its CPU time is not reported.
};

/// Throws `std::runtime_error` for an unknown or wrong option.
inline LoadOptions load_options(int argc, const char* const* argv) {
  LoadOptions options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const char* const value = argv[i + 1];
    const double number = std::strtod(value, nullptr);
    const std::chrono::milliseconds time(static_cast<std::int64_t>(number * 1000));
    if (name == "--port")
      options.port = static_cast<std::uint16_t>(number);
    else if (name == "--load")
      options.load = value;
    else if (name == "--connections")
      options.connections = static_cast<unsigned>(number);
    else if (name == "--pipelined")
      options.pipelined = static_cast<unsigned>(number);
    else if (name == "--requests")
      options.requests = static_cast<std::size_t>(number);
    else if (name == "--seconds")
      options.time = time;
    else if (name == "--warm-up")
      options.warm_up = time;
    else if (name == "--pid")
      options.pid = static_cast<int>(number);
    else
      throw std::runtime_error("unknown option " + std::string(name));
  }
  if (argc % 2 == 0) throw std::runtime_error("an option has no value");
  if (options.port == 0 || options.connections == 0 || options.pipelined == 0) {
    throw std::runtime_error("--port is missing, or a count is 0");
  }
  if (std::ranges::find(loads, options.load) == std::end(loads))
    throw std::runtime_error("--load is post, get, text, upload, message or broadcast");
  if (options.load == "broadcast" && options.connections < 2)
    throw std::runtime_error("a broadcast needs two connections");
  return options;
}

}  // namespace bench
