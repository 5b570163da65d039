#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

namespace {

constexpr const char* declare = "#include <vgen/api.hpp>\nstruct Services;\nstruct In {};\n";

std::vector<std::string> function_names(const DeclaredApi& api) {
  std::vector<std::string> names;
  for (const DeclaredFunction& function : api.functions) names.push_back(function.name);
  return names;
}

DeclaredApi parse_ok(const ParseRequest& request) {
  Diagnostics diagnostics;
  Result<DeclaredApi> api = parse(request, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) FAIL(diagnostic.message);
  if (!api) FAIL(api.error().message);
  return std::move(*api);
}

/// Sets the current folder for a test.
class CurrentFolder {
 public:
  explicit CurrentFolder(const std::filesystem::path& path)
      : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  ~CurrentFolder() { std::filesystem::current_path(before_); }
  CurrentFolder(const CurrentFolder&) = delete;
  CurrentFolder& operator=(const CurrentFolder&) = delete;

 private:
  std::filesystem::path before_;
};

}  // namespace

TEST_CASE("parse: a header that does not exist is an error of the environment", "[frontend]") {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  const std::string missing = (folder.path() / "missing.hpp").string();
  CHECK(parse({.headers = {missing}, .compiler_flags = {}, .roots = {}}, diagnostics).error() ==
        EnvironmentError{"header '" + missing + "' does not exist"});
  CHECK(parse({.headers = {folder.path().string()}, .compiler_flags = {}, .roots = {}}, diagnostics)
            .error() == EnvironmentError{"header '" + folder.path().string() + "' cannot be read"});
  CHECK(diagnostics.list().empty());
}

TEST_CASE("parse: a wrong resource folder is an error of the environment", "[frontend]") {
  const TemporaryFolder folder;
  const std::string header = folder.write("api.hpp", declare);
  setenv("VGEN_RESOURCE_DIR", folder.path().c_str(), 1);
  Diagnostics diagnostics;
  const Result<DeclaredApi> result =
      parse({.headers = {header}, .compiler_flags = {}, .roots = {}}, diagnostics);
  unsetenv("VGEN_RESOURCE_DIR");
  CHECK(result.error() == EnvironmentError{"VGEN_RESOURCE_DIR is '" + folder.path().string() +
                                           "', but there is no include/stddef.h in it"});
}

TEST_CASE("parse: GCC's headers stand in for clang's", "[frontend]") {
  const TemporaryFolder folder;
  const std::string header = folder.write(
      "api.hpp", std::string(declare) + "vgen::APIFunctionSessionless<In, void, Services> f;\n");
  folder.write("include/stddef.h",
               "#include <float.h>\n");  // a resource folder where something is missing
  setenv("VGEN_RESOURCE_DIR", folder.path().c_str(), 1);
  const DeclaredApi api = parse_ok({.headers = {header}, .compiler_flags = {}, .roots = {}});
  unsetenv("VGEN_RESOURCE_DIR");
  CHECK(function_names(api) == std::vector<std::string>{"f"});
}

TEST_CASE("parse: errors of the C++ come in clang's words, and nothing is decoded", "[frontend]") {
  const TemporaryFolder folder;
  folder.write("todo.hpp",
               "struct Todo { int id; };\ninline int f(Todo t) { return 1; }\nint a = Todoo();\n");
  const std::string header =
      folder.write("api.hpp", "#include <vgen/api.hpp>\n#include \"todo.hpp\"\nvgen::Methodd m;\n");
  Diagnostics diagnostics;
  const Result<DeclaredApi> api =
      parse({.headers = {header}, .compiler_flags = {}, .roots = {}}, diagnostics);
  REQUIRE(api);
  CHECK(*api == DeclaredApi());
  REQUIRE(diagnostics.list().size() == 2);
  const Diagnostic& included = diagnostics.list()[0];
  CHECK(included.code.empty());
  CHECK(included.severity == Severity::error);
  CHECK(included.message == "use of undeclared identifier 'Todoo'; did you mean 'Todo'?");
  CHECK(included.range ==
        SourceRange{
            .file = (folder.path() / "todo.hpp").string(), .line = 3, .column = 9, .length = 5});
  REQUIRE(included.notes.size() == 2);
  CHECK(included.notes[0] ==
        Diagnostic::Note{"in file included from here",
                         {.file = header, .line = 2, .column = 10, .length = 10}});
  CHECK(included.notes[1] ==
        Diagnostic::Note{
            "'Todo' declared here",
            {.file = (folder.path() / "todo.hpp").string(), .line = 1, .column = 8, .length = 4}});
  CHECK(diagnostics.list()[1].message ==
        "no type named 'Methodd' in namespace 'vgen'; did you mean 'Method'?");
  CHECK(diagnostics.list()[1].range ==
        SourceRange{.file = header, .line = 3, .column = 7, .length = 7});
}

TEST_CASE("parse: a missing include is one error", "[frontend]") {
  const TemporaryFolder folder;
  const std::string header = folder.write("api.hpp", "#include \"missing.hpp\"\nTodo todo;\n");
  Diagnostics diagnostics;
  REQUIRE(parse({.headers = {header}, .compiler_flags = {}, .roots = {}}, diagnostics));
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].message == "'missing.hpp' file not found");
  CHECK(diagnostics.list()[0].range.line == 1);
}

TEST_CASE("parse: functions follow the order of the headers, then the source", "[frontend]") {
  const TemporaryFolder folder;
  const std::string shared =
      folder.write("shared.hpp", std::string("#pragma once\n") + declare +
                                     "vgen::APIFunctionSessionless<In, void, Services> s;\n");
  const std::string first =
      folder.write("first.hpp",
                   "#pragma once\n#include \"shared.hpp\"\n#include "
                   "\"second.hpp\"\nvgen::APIFunctionSessionless<In, void, Services> f1, f2;\n");
  const std::string second =
      folder.write("second.hpp",
                   "#pragma once\n#include \"shared.hpp\"\nvgen::APIFunctionSessionless<In, void, "
                   "Services> b;\n");
  const auto names = [&](std::vector<std::string> headers) {
    return function_names(
        parse_ok({.headers = std::move(headers), .compiler_flags = {}, .roots = {}}));
  };
  CHECK(names({first, second}) == std::vector<std::string>{"s", "f1", "f2", "b"});
  CHECK(names({second, first}) == std::vector<std::string>{"s", "b", "f1", "f2"});
  CHECK(names({first}) == std::vector<std::string>{"s", "b", "f1", "f2"});
  CHECK(names({first, second, shared}) == std::vector<std::string>{"f1", "f2", "b", "s"});
}

TEST_CASE("parse: a header that is given twice counts once", "[frontend]") {
  const TemporaryFolder folder;
  const std::string header = folder.write(
      "api.hpp", std::string(declare) + "vgen::APIFunctionSessionless<In, void, Services> f;\n");
  const std::string again = (folder.path() / "." / "api.hpp").string();
  const DeclaredApi api = parse_ok({.headers = {header, again}, .compiler_flags = {}, .roots = {}});
  CHECK(api.headers == std::vector<std::string>{header});
  CHECK(function_names(api) == std::vector<std::string>{"f"});
}

TEST_CASE("parse: files are named as the author gave them", "[frontend]") {
  const TemporaryFolder folder;
  folder.write("include/types.hpp", "#pragma once\nstruct In {};\n");
  folder.write("include/api.hpp",
               "#pragma once\n#include <vgen/api.hpp>\n#include \"types.hpp\"\nstruct "
               "Services;\nvgen::APIFunctionSessionless<In, void, "
               "Services> f;\n");
  const CurrentFolder current(folder.path());
  for (const std::string given :
       {"include/api.hpp", "./include/api.hpp", "include/../include/api.hpp"}) {
    const DeclaredApi api = parse_ok({.headers = {given}, .compiler_flags = {}, .roots = {}});
    CHECK(api.functions.at(0).range ==
          SourceRange{.file = given, .line = 5, .column = 50, .length = 1});
  }
  CHECK(parse_ok({.headers = {"include/api.hpp"}, .compiler_flags = {}, .roots = {}})
            .records.at("In")
            .range.file == "include/types.hpp");
}

TEST_CASE("parse: every file that was read is listed by its real path", "[frontend]") {
  const TemporaryFolder folder;
  const std::string types = folder.write("types.hpp", "#pragma once\n");
  const std::string header =
      folder.write("api.hpp", std::string("#include \"types.hpp\"\n") + declare);
  const std::vector<std::string> files =
      parse_ok({.headers = {header}, .compiler_flags = {}, .roots = {}}).inclusions;
  CHECK(std::ranges::count(files, header) == 1);
  CHECK(std::ranges::count(files, types) == 1);
  CHECK(std::ranges::count(
            files, std::filesystem::canonical(VGEN_TEST_INCLUDE_DIR "/vgen/api.hpp").string()) ==
        1);
  CHECK(std::ranges::all_of(files, [](const std::string& file) {
    return std::filesystem::path(file).is_absolute() && std::filesystem::exists(file);
  }));
}

TEST_CASE("parse: definitions, includes and the standard come from the flags", "[frontend]") {
  const TemporaryFolder folder;
  folder.write("lib/types.hpp", "struct In { int a; };\n");
  const std::string header =
      folder.write("api.hpp",
                   "#include <vgen/api.hpp>\n#include <types.hpp>\nstruct Services;\n#if "
                   "defined(WITH) && defined(__VGEN__) && __cplusplus > 202002L\n"
                   "vgen::APIFunctionSessionless<In, void, Services> f;\n#endif\n");
  const DeclaredApi api = parse_ok({.headers = {header},
                                    .compiler_flags = {"-I", (folder.path() / "lib").string(),
                                                       "-DWITH", "-std=c++23", "-fanalyzer"},
                                    .roots = {}});
  CHECK(function_names(api) == std::vector<std::string>{"f"});
  CHECK(api.records.at("In").fields.size() == 1);
}

TEST_CASE("parse: types from system folders are the author's only under a root", "[frontend]") {
  const TemporaryFolder folder;
  folder.write("lib/types.hpp",
               "namespace lib { struct Money { int cents; }; enum class Currency { euro }; }\n");
  const std::string header = folder.write(
      "api/api.hpp",
      "#include <vgen/api.hpp>\n#include <types.hpp>\nstruct "
      "Services;\nvgen::APIFunctionSessionless<lib::Money, lib::Currency, Services> f;\n");
  const std::string lib = (folder.path() / "lib").string();
  const DeclaredApi foreign =
      parse_ok({.headers = {header}, .compiler_flags = {"-isystem", lib}, .roots = {}});
  CHECK(describe(foreign.functions.at(0).arguments) == "lib::Money, lib::Currency, Services");
  CHECK(foreign.records.empty());
  CHECK(foreign.enums.empty());
  const DeclaredApi own = parse_ok({.headers = {header},
                                    .compiler_flags = {"-isystem", lib},
                                    .roots = {(folder.path() / "api").string(), lib}});
  CHECK(describe(own.functions.at(0).arguments) == "lib::Money, enum lib::Currency, Services");
  CHECK(own.records.contains("lib::Money"));
}
