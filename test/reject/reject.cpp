#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/commands/configuration.hpp"
#include "tools/vgen/frontend/parse_sources.hpp"
#include "tools/vgen/support/render_diagnostics.hpp"
#include "tools/vgen/support/rules.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

// With VGEN_UPDATE=1 in the environment, the expectations are written instead of compared.

namespace vgen::tool {
namespace {

namespace fs = std::filesystem;

/// The headers and configurations of this folder. The names are relative to it, so that diagnostics have no absolute path.
std::vector<std::string> fixtures() {
  std::vector<std::string> headers;
  for (const fs::directory_entry& entry : fs::directory_iterator(VGEN_REJECT_FOLDER)) {
    if (entry.path().extension() == ".hpp" || entry.path().extension() == ".json") headers.push_back(entry.path().filename().string());
  }
  std::ranges::sort(headers);
  return headers;
}

Diagnostics diagnose(const std::string& header) {
  Diagnostics diagnostics;
  if (header.ends_with(".json")) {
    commands::read_configuration(*read_text_file(header), header, diagnostics);
    return diagnostics;
  }
  const frontend::ParseRequest request{.headers = {header}, .compiler_flags = {"-I" VGEN_RUNTIME_INCLUDE_FOLDER}, .roots = {}};
  const Result<frontend::DeclaredApi> declared = frontend::parse_sources(request, diagnostics);
  REQUIRE(declared);
  if (!diagnostics.has_errors()) analysis::analyse(*declared, {}, diagnostics);
  return diagnostics;
}

std::string expected_text(const std::string& header, const std::string& actual) {
  const fs::path file = fs::path(header).replace_extension(".stderr");
  if (std::getenv("VGEN_UPDATE") != nullptr) REQUIRE(write_text_file(file, actual));
  const Result<std::string> text = read_text_file(file);
  return text ? *text : "(no file " + file.string() + ")";
}

/// Each test checks some of the fixtures, so that the tests can run in parallel.
void check_fixtures(std::size_t part, std::size_t parts) {
  fs::current_path(VGEN_REJECT_FOLDER);
  const std::vector<std::string> headers = fixtures();
  for (std::size_t i = part; i < headers.size(); i += parts) {
    const std::string actual = render_text(diagnose(headers[i]).list());
    INFO(headers[i]);
    CHECK(actual == expected_text(headers[i], actual));
  }
}

TEST_CASE("reject: fixtures give their exact text, part 1", "[reject]") {
  check_fixtures(0, 4);
}
TEST_CASE("reject: fixtures give their exact text, part 2", "[reject]") {
  check_fixtures(1, 4);
}
TEST_CASE("reject: fixtures give their exact text, part 3", "[reject]") {
  check_fixtures(2, 4);
}
TEST_CASE("reject: fixtures give their exact text, part 4", "[reject]") {
  check_fixtures(3, 4);
}

TEST_CASE("reject: what a server accepts is accepted as a default and as an example", "[reject]") {
  fs::current_path(VGEN_REJECT_FOLDER);
  for (const fs::directory_entry& entry : fs::directory_iterator("accepted")) {
    INFO(entry.path());
    CHECK(render_text(diagnose(entry.path().string()).list()).empty());
  }
}

TEST_CASE("reject: every rule has a fixture that shows it", "[reject]") {
  fs::current_path(VGEN_REJECT_FOLDER);
  for (const RuleInformation& rule : all_rules()) {
    if (rule.name.starts_with("configuration_")) continue;  // not about a header
    const Result<std::string> text = read_text_file(std::string(rule.name) + ".stderr");
    INFO(rule.code << ' ' << rule.name);
    REQUIRE(text);
    CHECK(text->find("[" + std::string(rule.code) + "]") != std::string::npos);
  }
}

}  // namespace
}  // namespace vgen::tool
