#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

TEST_CASE("enum: enumerators have values, comments and places", "[frontend]") {
  const ParsedHeader header(todo_header(R"(
/// How urgent it is.
enum class Priority : int {
  low = -1,  ///< Some day.
  /// By default.
  normal,
  high [[deprecated]] = 7  ///< Now.
};
enum class Opaque : int;
struct In { Priority a; Opaque b; };
APIFunction<In, void> get;
)"));
  const DeclaredEnum& priority = header.api().enums.at("todo::Priority");
  CHECK(priority.name == "todo::Priority");
  CHECK(priority.cpp_namespace == "todo");
  CHECK(priority.is_complete);
  CHECK(describe(priority.comment) == "How urgent it is.");
  CHECK(header.underlined(priority.range) == "Priority");
  REQUIRE(priority.enumerators.size() == 3);
  CHECK(priority.enumerators[0].name == "low");
  CHECK(priority.enumerators[0].value == -1);
  CHECK(describe(priority.enumerators[0].comment) == "Some day.");
  CHECK(priority.enumerators[1].value == 0);
  CHECK(describe(priority.enumerators[1].comment) == "By default.");
  CHECK(header.underlined(priority.enumerators[1].range) == "normal");
  CHECK(priority.enumerators[2].value == 7);
  CHECK(priority.enumerators[2].is_deprecated);
  CHECK(describe(priority.enumerators[2].comment) == "Now.");
  CHECK_FALSE(header.api().enums.at("todo::Opaque").is_complete);
}
