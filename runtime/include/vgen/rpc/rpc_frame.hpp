/// The frames that a client of the RPC connection sends.
#pragma once

#include <vgen/core/faults.hpp>
#include <vgen/core/limits.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The parts of a frame. Its views are of the text of the frame.
struct RpcFrame {
  enum class Outcome : unsigned char {
    call,       ///< A request, or a notification if there is no id.
    ping,       ///< The answer is a pong.
    pong,       ///< The peer has answered a ping.
    cancel,     ///< `cancelled` has the ids of the calls.
    malformed,  ///< Not JSON. The fault says where.
    invalid,    ///< Not an object, or a repeated member. The fault says which.
    bad_id,     ///< The id is neither an integer from 0 to 2^53-1 nor a string.
    no_method,  ///< There is no method, or it is not a string.
  };

  Outcome outcome = Outcome::call;
  std::string method{};
  std::string_view id{};      ///< As it was written; empty if it is absent or bad.
  std::string_view params{};  ///< JSON text; empty if it is absent.
  std::string last_id{};      ///< After which a subscription continues; empty if it begins.
  std::vector<std::string_view> cancelled{};
};

/// Reads a frame. Other members than those of the protocol have no effect. `faults` gets what is
/// wrong with the text.
[[nodiscard]] RpcFrame read_rpc_frame(std::string_view text, Faults& faults, const Limits& limits);

/// Reads the parameters of `.auth`, one string, and appends it to `token`. Returns whether it
/// has no faults.
[[nodiscard]] bool read_token(std::string_view params, std::string& token, Faults& faults,
                              const Limits& limits);

}  // namespace vgen
