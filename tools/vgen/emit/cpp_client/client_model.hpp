#pragma once

#include "tools/vgen/emit/cpp/json_use.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The model of an API as its C++ client sees it, so that the emitters of codecs serve both sides:
///
/// - Types have C++ names of their own, in `client_namespace`, and own what they hold.
/// - There are no limits, because the server checks its input and may widen its output.
/// - A variant with a discriminator has one more alternative, for the tags of a newer server.
/// - A member is `std::optional` if its default is not a value that C++ can repeat.
model::ApiModel client_model(const model::ApiModel& api);

/// `todo::client`
std::string client_namespace(const model::ApiModel& api);

/// What the operations of a client need: one entry for each entry of the model's tables.
struct ClientUse {
  std::vector<std::size_t> doors;               ///< The routes that are operations, in their order.
  std::vector<model::FunctionIndex> functions;  ///< All whose errors the client knows.
  std::vector<bool> structs;
  std::vector<bool> enums;
  std::vector<bool> aliases;
  std::vector<bool> variants;
  JsonUse json;  ///< Outputs and errors are read, bodies are written.
};

/// The use of a model that `client_model` made.
ClientUse client_use(const model::ApiModel& client);

}  // namespace vgen::tool::emit
