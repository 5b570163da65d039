#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bench {

/// The receipt of an order as JSON; nothing if the order breaks a rule.
std::optional<std::string> create_order(std::string_view json);
/// The greeting as JSON.
std::string hello();

/// What a message of a websocket leads to.
struct Reply {
  std::string text{};
  bool to_others = false;  ///< It goes to all other connections.
};
/// Nothing if the message breaks a rule.
std::optional<Reply> take_message(std::string_view json);

}  // namespace bench
