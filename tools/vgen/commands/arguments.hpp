#pragma once

#include "tools/vgen/support/result.hpp"

#include <string>
#include <vector>

namespace vgen::tool::commands {

/// A command line, split before it is parsed.
struct Arguments {
  std::vector<std::string> own;       ///< For vgen.
  std::vector<std::string> compiler;  ///< For the C++ parser: the arguments after `--`, and flags
                                      ///< that only a compiler knows.

  bool operator==(const Arguments&) const = default;
};

/// Replaces each `@FILE` (except the name after `--npm-name`) by the lines of that file, one
/// argument per line without quoting. Then splits the arguments. `-I`, `-isystem`, `-iquote`, `-D`,
/// `-U`, `-std` and `-include` belong to the compiler wherever they are, so that a build system can
/// pass a file of flags as it is.
Result<Arguments> take_apart(const std::vector<std::string>& arguments);

}  // namespace vgen::tool::commands
