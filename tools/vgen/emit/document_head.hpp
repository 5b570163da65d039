#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/information.hpp"

#include <string>
#include <string_view>

namespace vgen::tool::emit {

/// The facts about an API that the documents have in common: title, version, description and
/// contact. `noun`: what the document describes, `operations`, for an API without a description.
///
/// Linters require a contact and a licence. vgen does not know them: it says so, and does not
/// invent an address.
Json document_head(const model::ApiInformation& api, std::string_view noun);

/// The licence of an API, also if vgen does not know it.
model::License license_of(const model::ApiInformation& api);

/// Sets a member if its value is not empty.
void put(Json& object, const char* name, const std::string& text);

}  // namespace vgen::tool::emit
