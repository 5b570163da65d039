#pragma once

#include "tools/vgen/emit/cpp/json_use.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// What one generated source defines, and what it has to declare for that. All lists are in the
/// order of the model, without repetition.
struct Unit {
  std::vector<std::string> headers;  ///< The author's headers that it includes.
  std::vector<model::FunctionIndex> functions;
  std::vector<std::size_t> doors;            ///< The doors of `functions`.
  std::vector<std::size_t> channels;         ///< It has their tables.
  std::vector<model::TopicIndex> topics;     ///< It has their rows.
  std::vector<std::size_t> rpc;              ///< The methods that are `functions`.
  std::vector<std::size_t> schedules;        ///< Those that run `functions`.
  std::vector<model::FunctionIndex> inputs;  ///< Functions whose generated input it needs.
  std::vector<model::StructIndex> structs;   ///< It defines their codecs.
  std::vector<model::StructIndex> declared;  ///< It uses or defines their codecs.
  std::vector<model::EnumIndex> enums;       ///< It uses their names.
  bool has_session = false;                  ///< It has the codec of the session.

  bool operator==(const Unit&) const = default;
};

/// Divides an API into `shards` sources (at least 1). The source of a function or struct follows
/// from its name and from the place of its header in the list, so that a change never moves another
/// one. Each header has a range of the sources; with at least as many headers as sources, it has
/// one.
std::vector<Unit> divide(const model::ApiModel& api, const JsonUse& use, std::size_t shards);

}  // namespace vgen::tool::emit
