#pragma once

#include <string>
#include <vector>

namespace vgen::tool::model {

/// What a doc comment says, without its tags.
struct Documentation {
  std::string summary;  ///< The first sentence or line, without line breaks.
  std::string
      description;  ///< What follows the summary, Markdown with line breaks; empty if nothing does.
  std::string title;                  ///< `@title`
  std::vector<std::string> examples;  ///< `@example`, each as JSON text.
  bool deprecated = false;            ///< `@deprecated` or `[[deprecated]]`.
  std::string deprecation;            ///< The reason given for it.

  bool operator==(const Documentation&) const = default;
};

}  // namespace vgen::tool::model
