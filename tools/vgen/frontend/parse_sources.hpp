#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/support/diagnostic.hpp"
#include "tools/vgen/support/result.hpp"

#include <string>
#include <vector>

namespace vgen::tool::frontend {

/// What to parse, and how.
struct ParseRequest {
  std::vector<std::string> headers;  ///< As given on the command line; a repeated one counts once.
  std::vector<std::string>
      compiler_flags;  ///< `-I -isystem -iquote -D -U -std -include` are used, others ignored.
  std::vector<std::string>
      roots;  ///< Folders whose files are the author's own; by default the folders of the headers.
};

/// Parses the headers as one program and decodes their declarations. C++ errors are reported in the
/// compiler's own words. After one, nothing can be trusted, so the result is empty. The folder of
/// `vgen/api.hpp` must be among the flags.
Result<DeclaredApi> parse_sources(const ParseRequest& request, Diagnostics& diagnostics);

}  // namespace vgen::tool::frontend
