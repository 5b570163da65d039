#include "tools/vgen/frontend/parse_sources.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/compile_flags.hpp"
#include "tools/vgen/frontend/read_declarations.hpp"
#include "tools/vgen/frontend/read_diagnostics.hpp"
#include "tools/vgen/frontend/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace vgen::tool::frontend {
namespace {

namespace fs = std::filesystem;

fs::path canonical(const std::string& path) {
  std::error_code error;
  return fs::weakly_canonical(path, error);
}

/// The headers, each once, if all of them can be read.
Result<std::vector<std::string>> readable_headers(const std::vector<std::string>& headers) {
  std::vector<std::string> result;
  for (const std::string& header : headers) {
    std::error_code error;
    if (!fs::exists(header, error))
      return EnvironmentError{fmt::format("header '{}' does not exist", header)};
    if (fs::is_directory(header, error) || !std::ifstream(header))
      return EnvironmentError{fmt::format("header '{}' cannot be read", header)};
    const bool is_known = std::ranges::any_of(
        result, [&](const std::string& known) { return canonical(known) == canonical(header); });
    if (!is_known) result.push_back(header);
  }
  return result;
}

std::vector<std::string> roots_of(const ParseRequest& request) {
  if (!request.roots.empty()) return request.roots;
  std::vector<std::string> roots;
  for (const std::string& header : request.headers)
    roots.push_back(canonical(header).parent_path().string());
  return roots;
}

/// One source that includes all headers, so that one parse is enough and no header is a "main
/// file".
std::string make_main_file(const std::vector<std::string>& headers) {
  std::string source;
  for (const std::string& header : headers) source += fmt::format("#include \"{}\"\n", header);
  return source;
}

TranslationUnit parse(CXIndex index, const std::vector<std::string>& arguments,
                      const std::string& source) {
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  CXUnsavedFile file{
      .Filename = main_file_name, .Contents = source.c_str(), .Length = source.size()};
  CXTranslationUnit unit = nullptr;
  clang_parseTranslationUnit2FullArgv(index, main_file_name, pointers.data(),
                                      static_cast<int>(pointers.size()), &file, 1,
                                      CXTranslationUnit_SkipFunctionBodies, &unit);
  return TranslationUnit(unit);
}

/// Parses with clang's own headers, or with GCC's if clang's are not installed.
Result<TranslationUnit> parse_with_builtin_headers(CXIndex index, const ParseRequest& request,
                                                   const std::string& source) {
  Result<std::vector<std::string>> resource = resource_flags();
  if (!resource) return resource.error();
  std::vector<std::string> arguments = clang_arguments(request.compiler_flags);
  arguments.insert(arguments.end(), resource->begin(), resource->end());
  TranslationUnit unit = parse(index, arguments, source);
  if (unit != nullptr && misses_builtin_headers(unit.get())) {
    for (const std::string& flag : gcc_header_flags()) arguments.push_back(flag);
    unit = parse(index, arguments, source);
    if (unit != nullptr && misses_builtin_headers(unit.get())) {
      return EnvironmentError{
          "the headers of clang (stddef.h and others) are missing: install libclang-common-19-dev, "
          "or set VGEN_RESOURCE_DIR to clang's "
          "resource folder"};
    }
  }
  if (unit == nullptr) return EnvironmentError{"libclang cannot parse with these compiler flags"};
  return unit;
}

}  // namespace

Result<DeclaredApi> parse_sources(const ParseRequest& request, Diagnostics& diagnostics) {
  const Result<std::vector<std::string>> headers = readable_headers(request.headers);
  if (!headers) return headers.error();
  if (const std::string_view flag = outdated_standard(request.compiler_flags); !flag.empty())
    return EnvironmentError{fmt::format(
        "vgen needs C++20, but the compiler flags ask for '{}': use -std=c++20 or later", flag)};
  const Index index(clang_createIndex(0, 0));
  std::vector<std::string> probes;
  while (true) {
    const std::string source = make_main_file(*headers) + probe_source(probes);
    Result<TranslationUnit> unit = parse_with_builtin_headers(index.get(), request, source);
    if (!unit) return unit.error();

    SourceFiles files(unit->get(), {.headers = *headers, .roots = roots_of(request)});
    Diagnostics compiled;
    for (Diagnostic& found : read_diagnostics(unit->get(), files))
      compiled.report(std::move(found));
    const std::size_t known = probes.size();
    DeclaredApi api;
    if (!compiled.has_errors()) api = read_declarations(unit->get(), files, probes);
    // Types that depend on template arguments are known once the compiler has made the instance.
    if (probes.size() != known) continue;
    for (const Diagnostic& found : compiled.list()) diagnostics.report(found);
    if (compiled.has_errors()) return DeclaredApi();
    api.headers = *headers;
    return api;
  }
}

}  // namespace vgen::tool::frontend
