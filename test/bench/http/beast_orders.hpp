#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bench {

/// The receipt of an order as JSON; nothing if the order breaks a rule.
std::optional<std::string> create_order(std::string_view json);
/// The greeting as JSON.
std::string hello();

}  // namespace bench
