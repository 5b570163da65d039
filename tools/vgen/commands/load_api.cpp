#include "tools/vgen/commands/load_api.hpp"

#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/commands/own_prefix.hpp"
#include "tools/vgen/commands/relative_paths.hpp"
#include "tools/vgen/frontend/parse_sources.hpp"
#include "tools/vgen/support/render_diagnostics.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <utility>

namespace vgen::tool::commands {
namespace {

namespace fs = std::filesystem;

void print(const Diagnostics& diagnostics, DiagnosticsFormat format) {
  const std::string text = format == DiagnosticsFormat::json     ? render_json(diagnostics.list())
                           : format == DiagnosticsFormat::github ? render_github(diagnostics.list())
                                                                 : render_text(diagnostics.list());
  fmt::print(stderr, "{}", text);
}

/// The folder of `vgen/api.hpp`, which belongs to the tool. It is installed beside the tool, or it
/// is in the source tree that the tool was built from.
std::optional<std::string> own_include_folder() {
  std::error_code error;
  const fs::path candidates[] = {own_prefix() / "include", VGEN_SOURCE_INCLUDE_FOLDER};
  for (const fs::path& folder : candidates) {
    if (fs::exists(folder / "vgen" / "api.hpp", error)) return folder.string();
  }
  return std::nullopt;
}

frontend::ParseRequest parse_request(const SourceOptions& options,
                                     const Configuration& configuration) {
  frontend::ParseRequest request{
      .headers = options.headers, .compiler_flags = options.compiler_flags, .roots = {}};
  for (const std::string& root : configuration.roots)
    request.roots.push_back((fs::path(options.config).parent_path() / root).string());
  if (const std::optional<std::string> folder = own_include_folder())
    request.compiler_flags.push_back("-I" + *folder);
  return request;
}

}  // namespace

std::optional<Configuration> load_configuration(const SourceOptions& options, ExitCode& exit_code) {
  if (options.config.empty()) return Configuration{};
  const Result<std::string> text = read_text_file(options.config);
  if (!text) {
    exit_code = refuse(text.error().message);
    return std::nullopt;
  }
  Diagnostics diagnostics;
  Configuration configuration = read_configuration(*text, options.config, diagnostics);
  print(diagnostics, options.diagnostics);
  if (!diagnostics.has_errors()) return configuration;
  exit_code = ExitCode::environment;
  return std::nullopt;
}

std::optional<LoadedApi> load_api(const SourceOptions& options, const Configuration& configuration,
                                  ExitCode& exit_code) {
  Diagnostics diagnostics;
  const Result<frontend::DeclaredApi> declared =
      frontend::parse_sources(parse_request(options, configuration), diagnostics);
  if (!declared) {
    exit_code = refuse(declared.error().message);
    return std::nullopt;
  }
  std::optional<model::ApiModel> api;
  if (!diagnostics.has_errors()) api = analysis::analyse(*declared, configuration.api, diagnostics);
  print(diagnostics, options.diagnostics);
  if (!api) {
    exit_code = ExitCode::faults;
    return std::nullopt;
  }
  make_paths_relative(*api, include_folders(options.compiler_flags));
  LoadedApi loaded{.api = std::move(*api), .inputs = declared->inclusions};
  if (!options.config.empty()) loaded.inputs.push_back(options.config);
  return loaded;
}

}  // namespace vgen::tool::commands
