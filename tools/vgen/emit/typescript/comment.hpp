#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// What the doc comment of a declaration holds beside what the author wrote.
struct TypeScriptRemarks {
  const model::Constraints* constraints = nullptr;
  std::vector<std::string> body;  ///< Paragraphs behind the description.
  std::vector<std::string> tags;  ///< Tags behind all others: `@remarks …`
};

/// The lines of a TSDoc comment: the author's words, then the tags.
std::vector<std::string> typescript_documentation(const model::Documentation& documentation,
                                                  const TypeScriptRemarks& remarks = {});

}  // namespace vgen::tool::emit
