#include "tools/vgen/commands/init.hpp"

#include "tools/vgen/commands/own_prefix.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/output/write_files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::commands {
namespace {

namespace fs = std::filesystem;

bool is_project_name(std::string_view name) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_part = [&](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && is_lower(name.front()) && std::ranges::all_of(name, is_part);
}

/// Where CMake finds vgen's package, if it does not look there by itself.
std::string package_prefix() {
  std::error_code error;
  const fs::path prefix = own_prefix();
  if (prefix.empty() || prefix == "/usr" || prefix == "/usr/local") return {};
  // CMAKE_INSTALL_LIBDIR is lib, lib64, or lib with the name of the architecture below it.
  std::vector<fs::path> libraries{prefix / "lib", prefix / "lib64"};
  for (const fs::directory_entry& entry : fs::directory_iterator(prefix / "lib", error))
    libraries.push_back(entry.path());
  const auto has_package = [&](const fs::path& folder) {
    return fs::exists(folder / "cmake" / "vgen", error);
  };
  return std::ranges::any_of(libraries, has_package) ? prefix.string() : std::string();
}

/// The files of a project: the path of each, and its template.
std::vector<emit::GeneratedFile> project_files(const std::string& name) {
  const std::pair<std::string, std::string_view> files[] = {
      {"CMakeLists.txt", "CMakeLists.txt"},
      {"CMakePresets.json", "CMakePresets.json"},
      {"README.md", "README.md"},
      {".gitignore", "gitignore"},
      {name + "_api.hpp", "api.hpp"},
      {"services.hpp", "services.hpp"},
      {name + ".cpp", "functions.cpp"},
      {"main.cpp", "main.cpp"},
      {"test.cpp", "test.cpp"},
  };
  const std::string prefix = package_prefix();
  const emit::View view{{"name", name},
                        {"prefix", prefix.empty() ? prefix : nlohmann::json(prefix).dump()}};
  std::vector<emit::GeneratedFile> result;
  for (const auto& [path, source] : files) {
    result.push_back(
        {.path = path,
         .text = emit::render_template(fmt::format("init/{}.mustache", source), view)});
  }
  return result;
}

}  // namespace

ExitCode init(const std::string& name) {
  if (!is_project_name(name)) {
    return refuse(fmt::format(
        "'{}' cannot be the name of a project: it becomes a C++ namespace, so use a-z, 0-9 and "
        "_, and begin with a letter",
        name));
  }
  std::error_code error;
  if (fs::exists(name, error)) return refuse(fmt::format("'{}' already exists", name));
  if (const auto report = emit::write_files(project_files(name), name); !report)
    return refuse(report.error().message);
  fmt::print(
      "Wrote {0}/. Next:\n\n"
      "  cd {0}\n"
      "  cmake --workflow --preset test     # configures, builds, and runs the test\n"
      "  build/{0}_server                   # serves the API and prints the address\n",
      name);
  return ExitCode::ok;
}

}  // namespace vgen::tool::commands
