#pragma once

#include "tools/vgen/commands/configuration.hpp"
#include "tools/vgen/commands/exit_code.hpp"
#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/support/diagnostic.hpp"
#include "tools/vgen/support/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::commands {

/// How diagnostics are printed.
enum class DiagnosticsFormat { text, json, github };

/// The options of every command that reads headers.
struct SourceOptions {
  std::vector<std::string> headers;
  std::vector<std::string> compiler_flags;
  std::string config;  ///< The path of `vgen.json`; empty if there is none.
  DiagnosticsFormat diagnostics = DiagnosticsFormat::text;
};

/// The configuration, or the defaults if none is named. If it has faults or its file is missing,
/// prints this and returns nothing; `exit_code` is then the exit code of the command.
std::optional<Configuration> load_configuration(const SourceOptions& options, ExitCode& exit_code);

/// The API that headers declare.
struct LoadedApi {
  model::ApiModel api;
  std::vector<std::string> inputs;  ///< Every file that was read.
};

/// Parses and analyses. Prints diagnostics to stderr. Returns nothing after errors, as above.
std::optional<LoadedApi> load_api(const SourceOptions& options, const Configuration& configuration,
                                  ExitCode& exit_code);

}  // namespace vgen::tool::commands
