#include "tools/vgen/commands/relative_paths.hpp"

#include <catch2/catch.hpp>

using vgen::tool::commands::include_folders;
using vgen::tool::commands::include_name;

TEST_CASE("relative paths: include folders in both spellings", "[commands]") {
  CHECK(include_folders({"-Ia", "-DX", "-I", "b", "-isystem", "c", "-I"}) ==
        std::vector<std::string>{"a", "b"});
}

TEST_CASE("relative paths: a header is named from the nearest include folder", "[commands]") {
  CHECK(include_name("/p/src/todo/api.hpp", {"/p", "/p/src", "/other"}) == "todo/api.hpp");
  CHECK(include_name("/p/src/../src/todo/api.hpp", {"/p/src/"}) == "todo/api.hpp");
}

TEST_CASE("relative paths: outside of all include folders, a header is named by its file name",
          "[commands]") {
  CHECK(include_name("/p/src/todo/api.hpp", {"/p/src/tod", "/q"}) == "api.hpp");
  CHECK(include_name("api.hpp", {}) == "api.hpp");
}

TEST_CASE("relative paths: every place in a model becomes relative", "[commands]") {
  vgen::tool::model::ApiModel api;
  api.headers = {"/p/src/api.hpp"};
  api.structs = {{.name = "A",
                  .fields = {{.name = "x", .location = {.file = "/p/src/a.hpp", .line = 3}}},
                  .location = {.file = "/p/src/a.hpp"}}};
  api.variants = {{.name = "V", .location = {.file = "/p/src/a.hpp", .line = 5}}};
  api.functions = {{.name = "f", .location = {.file = "/p/src/api.hpp", .line = 7}}};

  vgen::tool::commands::make_paths_relative(api, {"/p/src"});

  CHECK(api.headers == std::vector<std::string>{"api.hpp"});
  CHECK(api.structs[0].location.file == "a.hpp");
  CHECK(api.structs[0].fields[0].location == vgen::tool::SourceRange{.file = "a.hpp", .line = 3});
  CHECK(api.variants[0].location == vgen::tool::SourceRange{.file = "a.hpp", .line = 5});
  CHECK(api.functions[0].location == vgen::tool::SourceRange{.file = "api.hpp", .line = 7});
}
