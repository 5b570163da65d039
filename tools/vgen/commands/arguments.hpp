#pragma once

#include "tools/vgen/support/result.hpp"

#include <string>
#include <vector>

namespace vgen::tool::commands {

/// A command line, taken apart before it is parsed.
struct Arguments {
  std::vector<std::string> own;       ///< For vgen.
  std::vector<std::string> compiler;  ///< For the parser of C++: what stands after `--`, and flags
                                      ///< that only a compiler knows.

  bool operator==(const Arguments&) const = default;
};

/// Replaces each `@FILE`, other than the name after `--npm-name`, by the lines of that file, one
/// argument a line without any quoting, and sorts the arguments. `-I`, `-isystem`, `-iquote`, `-D`,
/// `-U`, `-std` and `-include` are the compiler's wherever they stand, so that a build system can
/// hand over a file of flags as it is.
Result<Arguments> take_apart(const std::vector<std::string>& arguments);

}  // namespace vgen::tool::commands
