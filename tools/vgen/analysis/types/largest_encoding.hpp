#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <cstdint>
#include <optional>

namespace vgen::tool::analysis {

/// How many bytes the longest JSON text of an operation's body has without white space, every
/// character of its strings and names written as an escape (`\u0061`); nothing where no type limits
/// it. Numbers are taken as long as printers write them.
std::optional<std::uint64_t> largest_body(const model::ApiModel& api,
                                          const model::HttpRoute& operation);

}  // namespace vgen::tool::analysis
