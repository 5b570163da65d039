#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The parts of a doc comment that vgen adds to the author's text.
struct TypeScriptRemarks {
  const model::Constraints* constraints = nullptr;
  std::vector<std::string> body;  ///< Paragraphs after the description.
  std::vector<std::string> tags;  ///< Tags after all others: `@remarks …`
};

/// The lines of a TSDoc comment: the author's text, then the tags.
std::vector<std::string> typescript_documentation(const model::Documentation& documentation,
                                                  const TypeScriptRemarks& remarks = {});

}  // namespace vgen::tool::emit
