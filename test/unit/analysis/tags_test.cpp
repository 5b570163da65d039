#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>

namespace vgen::tool {
namespace {

namespace fs = std::filesystem;

const fs::path source_folder = VGEN_TEST_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  const Result<std::string> text = read_text_file(file.string());
  REQUIRE(text);
  return *text;
}

/// The text of every header of a folder.
std::string headers_of(const fs::path& folder) {
  std::string text;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(source_folder / folder)) {
    const bool is_generated = entry.path().string().find("/expected/") != std::string::npos;
    if (entry.path().extension() == ".hpp" && !is_generated) text += text_of(entry.path());
  }
  return text;
}

bool has_tag(const std::string& text, const std::string& name) {
  return std::regex_search(text, std::regex("@" + name + "\\b"));
}

TEST_CASE("tags: each one is described in docs/declarations.md", "[analysis]") {
  const std::string docs = text_of(source_folder / "docs" / "declarations.md");
  for (const std::string& name : analysis::tag_names()) {
    INFO(name);
    CHECK(has_tag(docs, name));
  }
}

TEST_CASE("tags: each one is in a header of which tests judge the output", "[analysis]") {
  const std::string headers = headers_of("test/proof") + headers_of("test/rows") +
                              headers_of("test/golden") + headers_of("test/documents");
  for (const std::string& name : analysis::tag_names()) {
    INFO(name);
    CHECK(has_tag(headers, name));
  }
}

}  // namespace
}  // namespace vgen::tool
