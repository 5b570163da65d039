#include "tools/vgen/support/depfile.hpp"

#include <catch2/catch.hpp>

TEST_CASE("depfile: one rule, one input a line, special characters escaped", "[support]") {
  CHECK(vgen::tool::render_depfile({"out/api.gen.cpp", "out/my api.hpp"},
                                   {"api.hpp", "/usr/include/c++/12/string", "a$b#c d.hpp"}) ==
        "out/api.gen.cpp out/my\\ api.hpp: \\\n"
        "  api.hpp \\\n"
        "  /usr/include/c++/12/string \\\n"
        "  a$$b\\#c\\ d.hpp\n");
}

TEST_CASE("depfile: without inputs", "[support]") {
  CHECK(vgen::tool::render_depfile({"out"}, {}) == "out:\n");
}
