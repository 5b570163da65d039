#include "tools/vgen/commands/exit_code.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace vgen::tool::commands {

ExitCode refuse(std::string_view message) {
  fmt::print(stderr, "vgen: {}\n", message);
  return ExitCode::environment;
}

}  // namespace vgen::tool::commands
