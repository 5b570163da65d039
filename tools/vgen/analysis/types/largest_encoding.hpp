#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstdint>
#include <optional>

namespace vgen::tool::analysis {

/// The size in bytes of the longest JSON text of an operation's body, without white space, with
/// every character of its strings and names written as an escape (`\u0061`); nothing if its types
/// do not limit it. Numbers have the length that printers write.
std::optional<std::uint64_t> largest_body(const model::ApiModel& api,
                                          const model::HttpRoute& operation);

}  // namespace vgen::tool::analysis
