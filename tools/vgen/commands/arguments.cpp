#include "tools/vgen/commands/arguments.hpp"

#include "tools/vgen/frontend/compile_flags.hpp"

#include "tools/vgen/support/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <sstream>
#include <string_view>

namespace vgen::tool::commands {
namespace {

/// The option whose value may begin with `@`, as in `@acme/todo`, without being a response file.
constexpr std::string_view npm_name = "--npm-name";

bool is_compiler_flag(std::string_view argument) {
  return argument.starts_with("-std=") ||
         std::ranges::any_of(frontend::flags_with_value,
                             [&](std::string_view flag) { return argument.starts_with(flag); });
}

Result<std::vector<std::string>> expand_response_files(const std::vector<std::string>& arguments) {
  std::vector<std::string> expanded;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& argument = arguments[at];
    if (argument.size() < 2 || argument.front() != '@' ||
        (at > 0 && arguments[at - 1] == npm_name)) {
      expanded.push_back(argument);
      continue;
    }
    const Result<std::string> text = read_text_file(argument.substr(1));
    if (!text) return EnvironmentError{fmt::format("response file: {}", text.error().message)};
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) expanded.push_back(line);
    }
  }
  return expanded;
}

}  // namespace

Result<Arguments> take_apart(const std::vector<std::string>& arguments) {
  const Result<std::vector<std::string>> expanded = expand_response_files(arguments);
  if (!expanded) return expanded.error();

  Arguments result;
  bool all_for_compiler = false;
  bool value_follows = false;
  for (const std::string& argument : *expanded) {
    if (!all_for_compiler && argument == "--") {
      all_for_compiler = true;
    } else if (all_for_compiler || value_follows) {
      result.compiler.push_back(argument);
      value_follows = false;
    } else if (is_compiler_flag(argument)) {
      result.compiler.push_back(argument);
      value_follows = std::ranges::find(frontend::flags_with_value, argument) !=
                      frontend::flags_with_value.end();
    } else {
      result.own.push_back(argument);
    }
  }
  return result;
}

}  // namespace vgen::tool::commands
