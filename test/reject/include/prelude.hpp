#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the fixtures of this folder have in common, so that each shows one fault.
namespace todo {

struct Services;
struct Session {
  std::string user;
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class Signature>
using RPC = vgen::RPCSessionless<Signature, Services>;

using Method = vgen::Method;

struct Todo {
  std::int64_t id{};
  std::string title;
};

struct GetTodo {
  std::int64_t id{};
};

}  // namespace todo
