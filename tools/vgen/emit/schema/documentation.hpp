#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>

namespace vgen::tool::emit {

/// The title, description and deprecation of a doc comment.
void append_documentation(Json& schema, const model::Documentation& documentation);

/// The examples of a doc comment.
void append_examples(Json& schema, const model::Documentation& documentation);

/// Summary, description and the reason of a deprecation as paragraphs of Markdown; empty if there
/// are none.
std::string description_text(const model::Documentation& documentation);

/// The description of a parameter of a path or a query: its own comment, else that of its type.
std::string parameter_description(const model::ApiModel& api, const model::Field& field);

/// `page_size` -> `page size`
std::string words_of(std::string name);

}  // namespace vgen::tool::emit
