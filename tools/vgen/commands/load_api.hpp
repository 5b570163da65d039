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

/// What every command that reads headers is told.
struct SourceOptions {
  std::vector<std::string> headers;
  std::vector<std::string> compiler_flags;
  std::string config;  ///< Of `vgen.json`; empty: none.
  DiagnosticsFormat diagnostics = DiagnosticsFormat::text;
};

/// The configuration, or the defaults where none is named. After faults in it, which are printed,
/// or without its file: nothing, and `exit_code` says how the command ends.
std::optional<Configuration> load_configuration(const SourceOptions& options, ExitCode& exit_code);

/// The API that headers declare.
struct LoadedApi {
  model::ApiModel api;
  std::vector<std::string> inputs;  ///< Every file that was read.
};

/// Parses and analyses. Prints diagnostics to standard error; after errors: nothing, as above.
std::optional<LoadedApi> load_api(const SourceOptions& options, const Configuration& configuration,
                                  ExitCode& exit_code);

}  // namespace vgen::tool::commands
