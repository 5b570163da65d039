#pragma once

#include <string>
#include <vector>

namespace vgen::tool::model {

/// The text of a doc comment, without its tags.
struct Documentation {
  std::string summary;  ///< The first sentence or line, without line breaks.
  std::string
      description;    ///< The text after the summary, Markdown with line breaks; may be empty.
  std::string title;  ///< `@title`
  std::vector<std::string> examples;  ///< `@example`, each as JSON text.
  bool deprecated = false;            ///< `@deprecated` or `[[deprecated]]`.
  std::string deprecation;            ///< The reason given for it.
  std::string sunset;                 ///< `@sunset`: the day after which it may be gone.

  bool operator==(const Documentation&) const = default;
};

}  // namespace vgen::tool::model
