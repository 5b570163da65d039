#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace vgen::tool::frontend::testing {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "vgen_frontend_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = std::filesystem::canonical(pattern);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view text) const {
  const std::filesystem::path path = path_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

Result<DeclaredApi> parse(ParseRequest request, Diagnostics& diagnostics) {
  request.compiler_flags.emplace_back("-I" VGEN_TEST_INCLUDE_DIR);
  return parse_sources(request, diagnostics);
}

ParsedHeader::ParsedHeader(std::string_view text)
    : text_("#include <vgen/api.hpp>\n" + std::string(text)) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  Result<DeclaredApi> result =
      parse({.headers = {folder.write("api.hpp", text_)}, .compiler_flags = {}, .roots = {}},
            diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list())
    FAIL(diagnostic.range.line << ": " << diagnostic.message);
  if (!result) FAIL(result.error().message);
  api_ = std::move(*result);
}

const DeclaredFunction& ParsedHeader::function(std::string_view cpp) const {
  const auto found = std::ranges::find(api_.functions, cpp, &DeclaredFunction::cpp);
  if (found == api_.functions.end()) FAIL("no function " << cpp);
  return *found;
}

const DeclaredField& ParsedHeader::field(const std::string& record, std::string_view name) const {
  const std::vector<DeclaredField>& fields = api_.records.at(record).fields;
  const auto found = std::ranges::find(fields, name, &DeclaredField::name);
  if (found == fields.end()) FAIL("no field " << name);
  return *found;
}

const DeclaredWiring& ParsedHeader::wiring(std::string_view variable) const {
  const auto found = std::ranges::find(api_.wirings, variable, &DeclaredWiring::variable);
  if (found == api_.wirings.end()) FAIL("no wiring " << variable);
  return *found;
}

std::string ParsedHeader::underlined(const SourceRange& range) const {
  std::istringstream lines(text_);
  std::string line;
  for (unsigned i = 0; i < range.line; ++i) std::getline(lines, line);
  return range.column == 0 || range.column > line.size()
             ? ""
             : line.substr(range.column - 1, range.length);
}

std::string todo_header(std::string_view declarations) {
  return "namespace todo {\n"
         "struct Services;\n"
         "struct Session { int user; };\n"
         "template <class In, class Out> using APIFunction = vgen::APIFunction<In, Out, Services, "
         "Session>;\n" +
         std::string(declarations) + "}\n";
}

}  // namespace vgen::tool::frontend::testing
