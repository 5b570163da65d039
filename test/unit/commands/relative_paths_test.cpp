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
  const vgen::tool::SourceRange absolute{.file = "/p/src/api.hpp", .line = 3};
  const vgen::tool::SourceRange relative{.file = "api.hpp", .line = 3};
  vgen::tool::model::ApiModel api;
  api.headers = {"/p/src/api.hpp"};
  api.structs = {
      {.name = "A", .fields = {{.name = "x", .location = absolute}}, .location = absolute}};
  api.enums = {{.name = "E", .location = absolute}};
  api.aliases = {{.name = "L", .location = absolute}};
  api.variants = {{.name = "V", .location = absolute}};
  api.functions = {{.name = "f", .location = absolute}};
  vgen::tool::model::HttpRoute route;
  route.location = absolute;
  api.doors = {route};

  vgen::tool::commands::make_paths_relative(api, {"/p/src"});

  CHECK(api.headers == std::vector<std::string>{"api.hpp"});
  CHECK(api.structs[0].location == relative);
  CHECK(api.structs[0].fields[0].location == relative);
  CHECK(api.enums[0].location == relative);
  CHECK(api.aliases[0].location == relative);
  CHECK(api.variants[0].location == relative);
  CHECK(api.functions[0].location == relative);
  CHECK(vgen::tool::model::base(api.doors[0]).location == relative);
}
