#include "tools/vgen/frontend/compile_flags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace vgen::tool::frontend {
namespace {

namespace fs = std::filesystem;

bool takes_value(std::string_view flag) {
  return std::ranges::any_of(flags_with_value,
                             [&](std::string_view known) { return flag.starts_with(known); });
}

bool is_separate(std::string_view flag) {
  return std::ranges::find(flags_with_value, flag) != flags_with_value.end();
}

/// clang 16 knows C++23 only by its working title.
std::string standard_flag(std::string flag) {
  if (flag.ends_with("++23")) flag.replace(flag.size() - 1, 1, "b");
  return flag;
}

/// `-std=c++98` to `-std=gnu++17`, also by their working titles (`c++1z`).
bool is_outdated(std::string_view flag) {
  const std::size_t plus = flag.rfind("++");
  const std::string_view name = plus == std::string_view::npos ? "" : flag.substr(plus + 2);
  return name == "98" || name.starts_with('0') || name.starts_with('1');
}

bool has_builtin_headers(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "stddef.h", error);
}

int version_of(const fs::path& folder) {
  const std::string name = folder.filename().string();
  int version = 0;
  std::from_chars(name.data(), name.data() + name.size(), version);
  return version;
}

std::vector<fs::path> subfolders(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> result;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    result.push_back(entry.path());
  return result;
}

}  // namespace

std::vector<std::string> clang_arguments(const std::vector<std::string>& flags) {
  // The full path of a compiler: clang derives the paths of the standard library from it.
  std::vector<std::string> result = {"/usr/bin/clang++", "-x", "c++"};
  bool has_standard = false;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const bool is_standard = flags[i].starts_with("-std=");
    has_standard = has_standard || is_standard;
    if (is_standard || takes_value(flags[i]))
      result.push_back(is_standard ? standard_flag(flags[i]) : flags[i]);
    if (is_separate(flags[i]) && i + 1 < flags.size()) result.push_back(flags[++i]);
  }
  if (!has_standard) result.emplace_back("-std=c++20");
  // -fspell-checking: libclang turns off the compiler's "did you mean". GCC refuses designators in
  // another order, of which clang only warns. A route has to name a function that is deprecated.
  result.insert(result.end(), {"-Werror=reorder-init-list", "-Werror=c99-designator",
                               "-Wno-deprecated-declarations", "-D__VGEN__=1", "-fspell-checking"});
  return result;
}

std::string_view outdated_standard(const std::vector<std::string>& flags) {
  std::string_view last;
  for (const std::string& flag : flags) {
    if (flag.starts_with("-std=")) last = flag;
  }
  return is_outdated(last) ? last : std::string_view();
}

Result<std::vector<std::string>> resource_flags() {
  const char* folder = std::getenv("VGEN_RESOURCE_DIR");
  if (folder == nullptr || *folder == '\0') return std::vector<std::string>();
  if (!has_builtin_headers(fs::path(folder) / "include")) {
    return EnvironmentError{
        fmt::format("VGEN_RESOURCE_DIR is '{}', but there is no include/stddef.h in it", folder)};
  }
  return std::vector<std::string>{fmt::format("-resource-dir={}", folder)};
}

std::vector<std::string> gcc_header_flags() {
  fs::path best;
  for (const fs::path& target : subfolders("/usr/lib/gcc")) {
    for (const fs::path& version : subfolders(target)) {
      if (has_builtin_headers(version / "include") &&
          (best.empty() || version_of(version) > version_of(best)))
        best = version;
    }
  }
  return best.empty() ? std::vector<std::string>()
                      : std::vector<std::string>{"-isystem", (best / "include").string()};
}

}  // namespace vgen::tool::frontend
