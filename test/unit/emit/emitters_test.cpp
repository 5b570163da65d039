#include "tools/vgen/emit/emitter.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace vgen::tool::emit {

// CMake gives the golden cases this list. It reads it from the lines of emitters.cpp.
TEST_CASE("emitters: the golden cases run every one", "[emit]") {
  std::vector<std::string> ids;
  for (const Emitter& emitter : emitters()) ids.emplace_back(emitter.id);
  std::vector<std::string> golden;
  std::istringstream list(VGEN_GOLDEN_EMIT);
  for (std::string id; std::getline(list, id, ',');) golden.push_back(id);
  CHECK(golden == ids);
}

}  // namespace vgen::tool::emit
