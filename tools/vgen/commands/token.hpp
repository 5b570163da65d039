#pragma once

#include "tools/vgen/commands/exit_code.hpp"

#include <cstdint>
#include <string>

namespace vgen::tool::commands {

struct TokenOptions {
  std::string key_file;          ///< A JSON Web Key, or a set whose first key signs.
  std::string claims = "{}";     ///< A JSON object.
  std::int64_t lifetime = 3600;  ///< Seconds, if the claims have no `exp`.
  bool makes_key = false;        ///< Prints a new key instead.
};

/// `vgen token`: prints a signed token for development, or a new key.
ExitCode token(const TokenOptions& options);

}  // namespace vgen::tool::commands
