#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace vgen::tool::emit {

/// A file of the source tree that the executable contains.
struct EmbeddedFile {
  std::string_view path;  ///< Below `templates/` or `runtime/`: `cpp/api.gen.hpp.mustache`,
                          ///< `typescript/src/client.ts`.
  std::string_view text;
};

/// Made at build time by tools/cmake/embed_templates.cmake.
extern const EmbeddedFile embedded_files[];
extern const std::size_t embedded_file_count;

std::optional<std::string_view> embedded_file(std::string_view path);

}  // namespace vgen::tool::emit
