#include "tools/vgen/commands/generate.hpp"

#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/commands/configuration.hpp"
#include "tools/vgen/commands/relative_paths.hpp"
#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/write_files.hpp"
#include "tools/vgen/frontend/parse_sources.hpp"
#include "tools/vgen/support/depfile.hpp"
#include "tools/vgen/support/render_diagnostics.hpp"
#include "tools/vgen/support/spelling.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>

namespace vgen::commands {
namespace {

namespace fs = std::filesystem;

ExitCode refuse(const EnvironmentError& error) {
  fmt::print(stderr, "vgen: {}\n", error.message);
  return ExitCode::environment;
}

void print(const Diagnostics& diagnostics, DiagnosticsFormat format) {
  const std::string text = format == DiagnosticsFormat::json     ? render_json(diagnostics.list())
                           : format == DiagnosticsFormat::github ? render_github(diagnostics.list())
                                                                 : render_text(diagnostics.list());
  fmt::print(stderr, "{}", text);
}

/// `vgen/api.hpp` belongs to the tool: installed beside it, or in the source tree that it was built from.
std::optional<std::string> own_include_folder() {
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  const fs::path candidates[] = {executable.parent_path().parent_path() / "include", VGEN_SOURCE_INCLUDE_FOLDER};
  for (const fs::path& folder : candidates) {
    if (fs::exists(folder / "vgen" / "api.hpp", error)) return folder.string();
  }
  return std::nullopt;
}

/// The first of `names` that is no emitter, as a complaint.
std::optional<EnvironmentError> unknown_emitter(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const emit::Emitter& emitter : emit::emitters()) known.emplace_back(emitter.id);
  for (const std::string& name : names) {
    if (std::ranges::find(known, name) != known.end()) continue;
    if (const std::optional<std::string> nearest = nearest_name(name, known)) {
      return EnvironmentError{fmt::format("there is no output '{}'; did you mean '{}'?", name, *nearest)};
    }
    return EnvironmentError{fmt::format("there is no output '{}'; there are {}", name, fmt::join(known, ", "))};
  }
  return std::nullopt;
}

/// The configuration, or the defaults where none is named. Its faults are diagnostics.
Result<Configuration> load_configuration(const GenerateOptions& options, Diagnostics& diagnostics) {
  if (options.config.empty()) return Configuration{};
  const Result<std::string> text = read_text_file(options.config);
  if (!text) return text.error();
  return read_configuration(*text, options.config, diagnostics);
}

/// Fills in what the command line left to the configuration, and that to the defaults.
Result<GenerateOptions> completed(GenerateOptions options, const Configuration& configuration) {
  const fs::path folder = fs::path(options.config).parent_path();
  if (options.out.empty() && !configuration.out.empty()) options.out = (folder / configuration.out).string();
  if (options.out.empty()) return EnvironmentError{"--out is missing: the folder to write to (see vgen generate --help)"};
  if (options.emit.empty()) options.emit = configuration.emit;
  if (options.emit.empty()) options.emit = {"cpp", "openapi", "typescript"};
  if (const std::optional<EnvironmentError> complaint = unknown_emitter(options.emit)) return *complaint;
  return options;
}

frontend::ParseRequest parse_request(const GenerateOptions& options, const Configuration& configuration) {
  frontend::ParseRequest request{.headers = options.headers, .compiler_flags = options.compiler_flags, .roots = {}};
  for (const std::string& root : configuration.roots) request.roots.push_back((fs::path(options.config).parent_path() / root).string());
  if (const std::optional<std::string> folder = own_include_folder()) request.compiler_flags.push_back("-I" + *folder);
  return request;
}

std::vector<emit::GeneratedFile> emit_all(const model::ApiModel& api, const GenerateOptions& options) {
  const emit::EmitOptions emit_options{.npm_name = options.npm_name};
  std::vector<emit::GeneratedFile> files;
  for (const emit::Emitter& emitter : emit::emitters()) {
    if (std::ranges::find(options.emit, emitter.id) == options.emit.end()) continue;
    std::ranges::move(emitter.emit(api, emit_options), std::back_inserter(files));
  }
  return files;
}

ExitCode check_files(const std::vector<emit::GeneratedFile>& files, const GenerateOptions& options) {
  const std::vector<std::string> outdated = emit::outdated_files(files, options.out);
  for (const std::string& path : outdated) fmt::print(stderr, "vgen: '{}' is outdated\n", (fs::path(options.out) / path).string());
  if (!outdated.empty()) fmt::print(stderr, "vgen: run vgen generate without --check to write {}\n", outdated.size() == 1 ? "it" : "them");
  return outdated.empty() ? ExitCode::ok : ExitCode::faults;
}

Result<WriteOutcome> write_depfile(const GenerateOptions& options, const std::vector<emit::GeneratedFile>& files,
                                   const std::vector<std::string>& inputs) {
  std::vector<std::string> outputs;
  if (!options.depfile_target.empty()) {
    outputs.push_back(options.depfile_target);
  } else {
    for (const emit::GeneratedFile& file : files) outputs.push_back((fs::path(options.out) / file.path).string());
  }
  return write_text_file(options.depfile, render_depfile(outputs, inputs));
}

}  // namespace

ExitCode generate(const GenerateOptions& given) {
  Diagnostics diagnostics;
  const Result<Configuration> configuration = load_configuration(given, diagnostics);
  if (!configuration) return refuse(configuration.error());
  if (diagnostics.has_errors()) {
    print(diagnostics, given.diagnostics);
    return ExitCode::environment;
  }
  const Result<GenerateOptions> completion = completed(given, *configuration);
  if (!completion) return refuse(completion.error());
  const GenerateOptions& options = *completion;

  const Result<frontend::DeclaredApi> declared = frontend::parse_sources(parse_request(options, *configuration), diagnostics);
  if (!declared) return refuse(declared.error());
  std::optional<model::ApiModel> api;
  if (!diagnostics.has_errors()) api = analysis::analyse(*declared, configuration->api, diagnostics);
  print(diagnostics, options.diagnostics);
  if (!api) return ExitCode::faults;
  make_paths_relative(*api, include_folders(options.compiler_flags));

  const std::vector<emit::GeneratedFile> files = emit_all(*api, options);
  if (options.check) return check_files(files, options);
  if (const auto report = emit::write_files(files, options.out); !report) return refuse(report.error());
  if (options.depfile.empty()) return ExitCode::ok;
  std::vector<std::string> inputs = declared->inclusions;
  if (!options.config.empty()) inputs.push_back(options.config);
  const auto written = write_depfile(options, files, inputs);
  return written ? ExitCode::ok : refuse(written.error());
}

}  // namespace vgen::commands
