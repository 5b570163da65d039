#include "tools/vgen/commands/arguments.hpp"

#include "test/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using vgen::tool::commands::Arguments;
using vgen::tool::commands::take_apart;

TEST_CASE("arguments: flags of the compiler are told apart wherever they stand", "[commands]") {
  const auto parts = take_apart({"generate", "-Iinclude", "api.hpp", "-D", "X=1", "--out", "gen",
                                 "-std=c++20", "--", "-isystem", "lib", "-Wall"});

  REQUIRE(parts);
  CHECK(*parts == Arguments{.own = {"generate", "api.hpp", "--out", "gen"},
                            .compiler = {"-Iinclude", "-D", "X=1", "-std=c++20", "-isystem", "lib",
                                         "-Wall"}});
}

TEST_CASE("arguments: a response file holds one argument a line, unquoted", "[commands]") {
  const vgen::test::TemporaryFolder folder;
  const std::string file =
      folder.write("flags.rsp", "-std=c++20\r\n\n-I/with space/include\n-DNAME=\"a b\"\n--check\n");

  const auto parts = take_apart({"generate", "@" + file, "api.hpp"});

  REQUIRE(parts);
  CHECK(*parts == Arguments{.own = {"generate", "--check", "api.hpp"},
                            .compiler = {"-std=c++20", "-I/with space/include", "-DNAME=\"a b\""}});
}

TEST_CASE("arguments: a response file that does not exist", "[commands]") {
  const auto parts = take_apart({"generate", "@none.rsp"});

  REQUIRE_FALSE(parts);
  CHECK(parts.error().message ==
        "response file: cannot read 'none.rsp': No such file or directory");
}

TEST_CASE("arguments: the name of a package is no response file", "[commands]") {
  const auto parts = take_apart({"generate", "--npm-name", "@acme/todo", "--npm-name=@acme/todo"});

  REQUIRE(parts);
  CHECK(parts->own ==
        std::vector<std::string>{"generate", "--npm-name", "@acme/todo", "--npm-name=@acme/todo"});
}
