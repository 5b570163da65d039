#include "tools/vgen/commands/generate.hpp"

#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/commands/relative_paths.hpp"
#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/write_files.hpp"
#include "tools/vgen/frontend/parse_sources.hpp"
#include "tools/vgen/support/depfile.hpp"
#include "tools/vgen/support/render_diagnostics.hpp"
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

frontend::ParseRequest parse_request(const GenerateOptions& options) {
  frontend::ParseRequest request{.headers = options.headers, .compiler_flags = options.compiler_flags, .roots = {}};
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

ExitCode generate(const GenerateOptions& options) {
  Diagnostics diagnostics;
  const Result<frontend::DeclaredApi> declared = frontend::parse_sources(parse_request(options), diagnostics);
  if (!declared) return refuse(declared.error());

  std::optional<model::ApiModel> api;
  if (!diagnostics.has_errors()) api = analysis::analyse(*declared, {}, diagnostics);
  print(diagnostics, options.diagnostics);
  if (!api) return ExitCode::faults;
  make_paths_relative(*api, include_folders(options.compiler_flags));

  const std::vector<emit::GeneratedFile> files = emit_all(*api, options);
  if (options.check) return check_files(files, options);
  if (const auto report = emit::write_files(files, options.out); !report) return refuse(report.error());
  if (options.depfile.empty()) return ExitCode::ok;
  const auto written = write_depfile(options, files, declared->inclusions);
  return written ? ExitCode::ok : refuse(written.error());
}

}  // namespace vgen::commands
