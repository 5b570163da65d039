#include "arguments.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>

namespace vgen::server {
namespace {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

Arguments read_arguments(int argc, const char* const* argv, const ServerOptions& options) {
  Arguments arguments{.options = options};
  unsigned port = options.port;
  CLI::App app("Serves an API over HTTP.");
  app.add_option("--host", arguments.options.host, "The address to listen on")
      ->capture_default_str();
  app.add_option("--port", port, "The port to listen on; 0 means any free port")
      ->envname("PORT")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--threads", arguments.options.threads,
                 "The number of event loops; 0 means one per processor")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
    arguments.options.port = static_cast<std::uint16_t>(port);
  } catch (const CLI::CallForHelp&) {
    arguments.exit_code = 0;
    arguments.text = app.help();
  } catch (const CLI::ParseError& error) {
    arguments.exit_code = 2;
    arguments.text = one_line(error.what()) + " (see --help)\n";
  }
  return arguments;
}

}  // namespace vgen::server
