#pragma once

#include "include/prelude.hpp"

namespace todo {

RPC<bool(std::int64_t id, bool done)> set_done;

inline constexpr vgen::RpcRoute rpc[] = {{.name = "setDone", .func = set_done}};

}  // namespace todo
