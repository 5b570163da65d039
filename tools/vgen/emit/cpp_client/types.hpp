#pragma once

#include "tools/vgen/emit/cpp_client/client_model.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <set>
#include <string>

namespace vgen::tool::emit {

/// The author's comment as `///` lines with an indentation, each with its line break. Empty if
/// there is none.
std::string cpp_client_comment(const std::vector<std::string>& lines, std::size_t indent);

/// Sets the views of the types of a client: `named_enums`, `declarations`, `aliases`,
/// `named_structs`. `api` is the model of the author, whose limits are in the comments; `client` is
/// that of `client_model`.
void set_client_types(View& view, const model::ApiModel& api, const model::ApiModel& client,
                      const ClientUse& use);

/// The headers that the types need: `chrono`, `vgen/types.hpp`.
std::set<std::string> client_type_headers(const model::ApiModel& client, const ClientUse& use);

}  // namespace vgen::tool::emit
