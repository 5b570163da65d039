#include "tools/vgen/frontend/compile_flags.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace vgen::tool::frontend;

namespace {

using Flags = std::vector<std::string>;

/// Those of the flags that are passed to clang.
Flags accepted(const Flags& flags) {
  const Flags all = clang_arguments(flags);
  return {all.begin() + 3, std::ranges::find(all, "-Werror=reorder-init-list")};
}

}  // namespace

TEST_CASE("compile flags: what says where headers are and what is defined gets through",
          "[frontend]") {
  CHECK(accepted({"-Ia", "-I", "b", "-isystem", "c", "-isystemd", "-iquote", "e", "-DX=1", "-D",
                  "Y", "-UZ", "-include", "f.hpp", "-std=c++20"}) ==
        Flags{"-Ia", "-I", "b", "-isystem", "c", "-isystemd", "-iquote", "e", "-DX=1", "-D", "Y",
              "-UZ", "-include", "f.hpp", "-std=c++20"});
}

TEST_CASE("compile flags: others are ignored", "[frontend]") {
  CHECK(accepted({"-O2", "-fanalyzer", "-march=native", "-Wall", "-std=gnu++20"}) ==
        Flags{"-std=gnu++20"});
}

TEST_CASE("compile flags: C++23 goes by the name that clang 16 knows as well", "[frontend]") {
  CHECK(accepted({"-std=c++23"}) == Flags{"-std=c++2b"});
  CHECK(accepted({"-std=gnu++23"}) == Flags{"-std=gnu++2b"});
}

TEST_CASE("compile flags: C++20 is the default", "[frontend]") {
  CHECK(accepted({}) == Flags{"-std=c++20"});
}

TEST_CASE("compile flags: a standard before C++20 is found", "[frontend]") {
  CHECK(outdated_standard({"-std=c++17"}) == "-std=c++17");
  CHECK(outdated_standard({"-std=gnu++14", "-O2"}) == "-std=gnu++14");
  CHECK(outdated_standard({"-std=c++1z"}) == "-std=c++1z");
  CHECK(outdated_standard({"-std=c++98"}) == "-std=c++98");
  CHECK(outdated_standard({"-std=c++17", "-std=c++20"}).empty());
  CHECK(outdated_standard({"-std=c++2a"}).empty());
  CHECK(outdated_standard({"-std=gnu++26"}).empty());
  CHECK(outdated_standard({}).empty());
}
