/// What a newer server sends and this client does not know. Light: no Boost.
#pragma once

#include <string>

namespace vgen::client {

/// An alternative of a variant that this client does not know. It can be read and passed on, but
/// not be sent: a call with it is an `input` problem.
struct Unrecognized {
  std::string json{};  ///< The whole value.

  bool operator==(const Unrecognized&) const = default;
};

}  // namespace vgen::client
