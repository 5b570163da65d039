#pragma once

#include "tools/vgen/commands/exit_code.hpp"
#include "tools/vgen/commands/load_api.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::tool::commands {

/// `vgen generate`, with its defaults.
struct GenerateOptions {
  SourceOptions source;
  std::string out;                ///< The output folder. If empty, that of the configuration.
  std::vector<std::string> emit;  ///< Ids of the emitters. If empty, those of the configuration, or
                                  ///< cpp, openapi, typescript.
  std::string depfile;            ///< Empty: none.
  std::string depfile_target;     ///< The target in the depfile. If empty, the written files.
  std::string npm_name;
  std::string name = "api";  ///< The name of the C++ files and of the function that makes the API.
  std::size_t shards = 1;    ///< The number of C++ sources for codecs and operations.
  bool check = false;        ///< Compare, write nothing.
};

/// Generates files from headers: parses, analyses, emits, writes. Prints diagnostics to stderr.
ExitCode generate(const GenerateOptions& options);

}  // namespace vgen::tool::commands
