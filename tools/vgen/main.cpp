#include "tools/vgen/commands/command_line.hpp"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  using vgen::tool::commands::ExitCode;
  try {
    return static_cast<int>(
        vgen::tool::commands::run_command_line(std::vector<std::string>(argv + 1, argv + argc)));
  } catch (const std::exception& error) {
    std::fprintf(stderr,
                 "vgen: internal error: %s\nThis is a bug in vgen: please report it with the "
                 "header that caused it.\n",
                 error.what());
    return static_cast<int>(ExitCode::bug);
  }
}
