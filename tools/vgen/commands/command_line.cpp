#include "tools/vgen/commands/command_line.hpp"

#include "tools/vgen/commands/arguments.hpp"
#include "tools/vgen/commands/explain.hpp"
#include "tools/vgen/commands/generate.hpp"
#include "tools/vgen/commands/init.hpp"
#include "tools/vgen/commands/list.hpp"
#include "tools/vgen/commands/token.hpp"
#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/support/spelling.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <sstream>

namespace vgen::tool::commands {
namespace {

std::string list_of_emitters() {
  std::string text = "Outputs, separated by commas:";
  for (const emit::Emitter& emitter : emit::emitters())
    text += fmt::format("\n  {:<12} {}", emitter.id, emitter.description);
  return text;
}

/// Adds a proposal and a hint to a message such as "The following argument was not expected: --ot".
std::string usage_error(const CLI::App& app, const CLI::ParseError& error) {
  std::istringstream lines(error.what());
  std::string message;
  std::getline(lines, message);
  const CLI::App* command = &app;
  for (const CLI::App* chosen : app.get_subcommands()) command = chosen;
  std::vector<std::string> names;
  for (const CLI::Option* option : command->get_options())
    names.push_back("--" + option->get_single_name());
  for (const CLI::App* subcommand : command->get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(subcommand->get_name());
  for (const std::string& argument : command->remaining(true)) {
    message =
        fmt::format("unknown {} '{}'", argument.starts_with('-') ? "option" : "argument", argument);
    if (const auto nearest = nearest_name(argument.substr(0, argument.find('=')), names))
      message += fmt::format("; did you mean '{}'?", *nearest);
    break;
  }
  const std::string name = command == &app ? "" : " " + command->get_name();
  return fmt::format("{} (see vgen{} --help)", message, name);
}

void add_source(CLI::App& command, SourceOptions& options) {
  static const std::map<std::string, DiagnosticsFormat> formats = {
      {"text", DiagnosticsFormat::text},
      {"json", DiagnosticsFormat::json},
      {"github", DiagnosticsFormat::github}};
  command.add_option("HEADER", options.headers, "The headers that declare the API")->required();
  command.add_option("--config", options.config,
                     "A configuration file such as vgen.json; the command line overrides it");
  command
      .add_option("--diagnostics", options.diagnostics,
                  "The format of diagnostics: text, json or github")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->default_str("text");
}

CLI::App* add_list(CLI::App& app, ListOptions& options) {
  CLI::App* command = app.add_subcommand("list", "Show the operations of an API");
  add_source(*command, options.source);
  command->add_flag(
      "--limits", options.limits,
      "Also show the largest body that each input's types allow, and its limit, in bytes");
  command->add_flag("--json", options.json, "Print JSON");
  return command;
}

CLI::App* add_generate(CLI::App& app, GenerateOptions& options) {
  CLI::App* command =
      app.add_subcommand("generate", "Read headers and write parsers, documents and clients");
  add_source(*command, options.source);
  command->add_option("--out", options.out, "The folder to write to");
  command->add_option("--emit", options.emit, list_of_emitters())
      ->delimiter(',')
      ->default_str("cpp,openapi,typescript");
  command
      ->add_option("--name", options.name,
                   "The name of the C++ files and of the function that makes the API")
      ->default_str("api");
  command
      ->add_option("--shards", options.shards,
                   "The number of C++ sources for codecs and operations, 1 to 64")
      ->check(CLI::Range(1, 64))
      ->default_str("1");
  command->add_option("--depfile", options.depfile,
                      "Write a list of the files that were read, for Ninja and Make");
  command->add_option("--depfile-target", options.depfile_target,
                      "The target in the depfile, if it is not the outputs");
  command->add_flag("--check", options.check,
                    "Write nothing; fail if a file is missing or would change");
  command->add_option("--npm-name", options.npm_name,
                      "Write the TypeScript client as an npm package of this name");
  command->footer(
      "Compiler arguments (-I, -isystem, -D, -U, -std, -include) may be anywhere, or after `--`.\n"
      "@FILE reads the arguments in FILE, one per line.\n"
      "Exit codes: 0 success, 1 errors in the headers or outdated files, 2 wrong usage or "
      "environment, 3 a bug in vgen.");
  return command;
}

const CLI::App* add_token(CLI::App& app, TokenOptions& options) {
  CLI::App* command = app.add_subcommand("token", "Print a signed token, for development");
  command->add_option("--key", options.key_file, "A file with a JSON Web Key that can sign");
  command->add_option("--claims", options.claims, "A JSON object: '{\"user\": \"ada\"}'");
  command->add_option("--expires", options.lifetime,
                      "Seconds until it expires, if the claims do not say it; 3600 by default");
  command->add_flag("--new-key", options.makes_key, "Print a new key instead");
  return command;
}

}  // namespace

ExitCode run_command_line(const std::vector<std::string>& arguments) {
  const Result<Arguments> parts = take_apart(arguments);
  if (!parts) return refuse(parts.error().message);

  CLI::App app{"vgen: from one plain C++ header to a served, documented, typed API", "vgen"};
  app.set_version_flag("--version", std::string(tool_version));
  app.require_subcommand(1);
  GenerateOptions options;
  const CLI::App* generate_command = add_generate(app, options);
  ListOptions list_options;
  const CLI::App* list_command = add_list(app, list_options);
  std::string code;
  CLI::App* explain_command =
      app.add_subcommand("explain", "Explain a diagnostic, or list all of them");
  explain_command->add_option("CODE", code, "The code of the diagnostic, such as VG1001");

  TokenOptions token_options;
  const CLI::App* token_command = add_token(app, token_options);
  std::string project;
  CLI::App* init_command =
      app.add_subcommand("init", "Write a small project that builds, runs and tests itself");
  init_command
      ->add_option("NAME", project, "The name of the project, of its folder and of its namespace")
      ->required();

  std::vector<std::string> reversed(parts->own.rbegin(),
                                    parts->own.rend());  // the order that CLI11 expects
  try {
    app.parse(reversed);
  } catch (const CLI::Success& request) {  // --help, --version
    app.exit(request);
    return ExitCode::ok;
  } catch (const CLI::ParseError& error) {
    return refuse(usage_error(app, error));
  }
  if (generate_command->parsed()) {
    options.source.compiler_flags = parts->compiler;
    return generate(options);
  }
  if (list_command->parsed()) {
    list_options.source.compiler_flags = parts->compiler;
    return list(list_options);
  }
  if (explain_command->parsed()) return explain(code);
  if (token_command->parsed()) return token(token_options);
  if (init_command->parsed()) return init(project);
  return ExitCode::ok;
}

}  // namespace vgen::tool::commands
