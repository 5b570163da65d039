#include "tools/vgen/commands/generate.hpp"

#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/output/stale_files.hpp"
#include "tools/vgen/emit/output/write_files.hpp"
#include "tools/vgen/support/depfile.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/spelling.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>

namespace vgen::tool::commands {
namespace {

namespace fs = std::filesystem;

/// The message for the first of `names` that is not an emitter.
std::optional<EnvironmentError> unknown_emitter(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const emit::Emitter& emitter : emit::emitters()) known.emplace_back(emitter.id);
  for (const std::string& name : names) {
    if (std::ranges::find(known, name) != known.end()) continue;
    if (const std::optional<std::string> nearest = nearest_name(name, known)) {
      return EnvironmentError{
          fmt::format("unknown output '{}'; did you mean '{}'?", name, *nearest)};
    }
    return EnvironmentError{
        fmt::format("unknown output '{}'; the outputs are {}", name, fmt::join(known, ", "))};
  }
  return std::nullopt;
}

/// Fills in options that the command line left out: from the configuration, else the defaults.
Result<GenerateOptions> completed(GenerateOptions options, const Configuration& configuration) {
  const fs::path folder = fs::path(options.source.config).parent_path();
  if (options.out.empty() && !configuration.out.empty())
    options.out = (folder / configuration.out).string();
  if (options.out.empty())
    return EnvironmentError{
        "--out is missing: give the folder to write to (see vgen generate --help)"};
  if (options.emit.empty()) options.emit = configuration.emit;
  if (options.emit.empty()) options.emit = {"cpp", "openapi", "typescript"};
  if (const std::optional<EnvironmentError> complaint = unknown_emitter(options.emit))
    return *complaint;
  if (!is_identifier(options.name))
    return EnvironmentError{fmt::format(
        "--name is '{}', but it must be a name in C++: a function gets this name", options.name)};
  return options;
}

std::vector<emit::GeneratedFile> emit_all(const model::ApiModel& api,
                                          const GenerateOptions& options,
                                          const Configuration& configuration) {
  const emit::EmitOptions emit_options{.name = options.name,
                                       .shards = options.shards,
                                       .npm_name = options.npm_name,
                                       .npm_repository = configuration.repository,
                                       .problem_form = configuration.problem_form};
  std::vector<emit::GeneratedFile> files;
  for (const emit::Emitter& emitter : emit::emitters()) {
    if (std::ranges::find(options.emit, emitter.id) == options.emit.end()) continue;
    std::ranges::move(emitter.emit(api, emit_options), std::back_inserter(files));
  }
  return files;
}

ExitCode check_files(const std::vector<emit::GeneratedFile>& files,
                     const GenerateOptions& options) {
  const std::vector<std::string> outdated = emit::outdated_files(files, options.out);
  for (const std::string& path : outdated)
    fmt::print(stderr, "vgen: '{}' is outdated\n", (fs::path(options.out) / path).string());
  const std::vector<std::string> stale = emit::stale_files(files, options.out);
  for (const std::string& path : stale) {
    fmt::print(stderr, "vgen: '{}' is no longer generated\n",
               (fs::path(options.out) / path).string());
  }
  const std::size_t count = outdated.size() + stale.size();
  if (count == 0) return ExitCode::ok;
  fmt::print(stderr, "vgen: run vgen generate without --check to {} {}\n",
             outdated.empty() ? "remove" : "write", count == 1 ? "it" : "them");
  return ExitCode::faults;
}

Result<WriteOutcome> write_depfile(const GenerateOptions& options,
                                   const std::vector<emit::GeneratedFile>& files,
                                   const std::vector<std::string>& inputs) {
  std::vector<std::string> outputs;
  if (!options.depfile_target.empty()) {
    outputs.push_back(options.depfile_target);
  } else {
    for (const emit::GeneratedFile& file : files)
      outputs.push_back((fs::path(options.out) / file.path).string());
  }
  return write_text_file(options.depfile, render_depfile(outputs, inputs));
}

}  // namespace

ExitCode generate(const GenerateOptions& given) {
  ExitCode exit_code = ExitCode::ok;
  const std::optional<Configuration> configuration = load_configuration(given.source, exit_code);
  if (!configuration) return exit_code;
  const Result<GenerateOptions> completion = completed(given, *configuration);
  if (!completion) return refuse(completion.error().message);
  const GenerateOptions& options = *completion;

  const std::optional<LoadedApi> loaded = load_api(options.source, *configuration, exit_code);
  if (!loaded) return exit_code;
  const std::vector<emit::GeneratedFile> files = emit_all(loaded->api, options, *configuration);
  if (options.check) return check_files(files, options);
  const Result<emit::WriteReport> report = emit::write_files(files, options.out);
  if (!report) return refuse(report.error().message);
  for (const std::string& path : report->removed)
    fmt::print(stderr, "vgen: removed '{}', which is no longer generated\n",
               (fs::path(options.out) / path).string());
  if (options.depfile.empty()) return ExitCode::ok;
  const auto written = write_depfile(options, files, loaded->inputs);
  return written ? ExitCode::ok : refuse(written.error().message);
}

}  // namespace vgen::tool::commands
