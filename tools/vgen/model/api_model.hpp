#pragma once

#include "tools/vgen/model/channel.hpp"
#include "tools/vgen/model/door.hpp"
#include "tools/vgen/model/function.hpp"
#include "tools/vgen/model/information.hpp"
#include "tools/vgen/model/rpc.hpp"
#include "tools/vgen/model/schedule.hpp"
#include "tools/vgen/model/security.hpp"
#include "tools/vgen/model/topic.hpp"
#include "tools/vgen/model/type.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

/// Everything that emitters know: resolved, with defaults, in the order of the source, complete. It
/// exists only if there was no error.
struct ApiModel {
  ApiInformation information;
  Policies policies;
  std::vector<std::string>
      headers;  ///< The parsed headers, relative to the project, as generated code includes them.
  std::string cpp_namespace;  ///< The innermost namespace that holds every function: `todo`.
  std::string urn;            ///< `cpp_namespace` with `-` for `::`, as problem types spell it.
  std::string services;       ///< `todo::Services`; empty without functions.
  std::string session;        ///< `todo::Session`; empty if no function takes one.
  std::vector<Type> types;
  std::vector<Struct> structs;  ///< In source order; instances of one template by their arguments.
  std::vector<Enum> enums;
  std::vector<Alias> aliases;
  std::vector<Variant> variants;
  std::vector<Function> functions;
  std::vector<Door> doors;
  std::vector<Channel> channels;
  std::vector<Topic> topics;
  std::vector<RpcMethod> rpc;
  std::vector<Schedule> schedules;
  std::vector<SecurityScheme> security;  ///< In the order in which they are asked.
  /// The session, if a scheme carries it, or if channels keep it and it can be written as JSON. It
  /// is not a value of a function.
  std::optional<TypeIndex> stored_session;

  bool operator==(const ApiModel&) const = default;
};

}  // namespace vgen::tool::model
