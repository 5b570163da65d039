#pragma once

#include "tools/vgen/commands/exit_code.hpp"
#include "tools/vgen/commands/load_api.hpp"

#include <string>
#include <vector>

namespace vgen::tool::commands {

/// `vgen generate`, with its defaults.
struct GenerateOptions {
  SourceOptions source;
  std::string out;  ///< The output folder. Empty: the configuration's.
  std::vector<std::string>
      emit;  ///< Ids of the emitters. Empty: the configuration's, else cpp, openapi, typescript.
  std::string depfile;         ///< Empty: none.
  std::string depfile_target;  ///< What the depfile names as its target; empty: the files written.
  std::string npm_name;
  bool check = false;  ///< Compare, write nothing.
};

/// Header in, files out: parse, analyse, emit, write. Prints diagnostics to standard error.
ExitCode generate(const GenerateOptions& options);

}  // namespace vgen::tool::commands
