#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

TEST_CASE("real headers: the todo sample is read whole", "[frontend]") {
  Diagnostics diagnostics;
  const Result<DeclaredApi> api = parse(
      {.headers = {VGEN_TEST_SAMPLES_DIR "/todo/todo_api.hpp"}, .compiler_flags = {}, .roots = {}},
      diagnostics);
  REQUIRE(api);
  CHECK(diagnostics.list().empty());
  CHECK(api->functions.size() >= 5);
  CHECK(api->records.contains("todo::Page<todo::Todo>"));
  CHECK(api->records.at("todo::NotFound").status == 404);
  CHECK(describe(api->aliases.at("todo::TodoId").comment) == "The number of a todo.|@minimum 1");
}

TEST_CASE("real headers: ranges, Asio, nlohmann and using enum do not disturb", "[frontend]") {
  const ParsedHeader header(R"(#include <boost/asio.hpp>
#include <boost/uuid/uuid.hpp>
#include <nlohmann/json.hpp>
#include <ranges>
#include <string>
#include <vector>
namespace todo {
struct Services; struct Session;
enum class Priority { low, high };
struct In {
  using enum Priority;
  Priority priority = high;
  nlohmann::json anything;
  boost::uuids::uuid id;
};
inline auto evens(const std::vector<int>& all) {
  return all | std::views::filter([](int i) { return i % 2 == 0; });
}
vgen::APIFunction<In, boost::asio::awaitable<std::string>, Services, Session> get;
NLOHMANN_JSON_SERIALIZE_ENUM(Priority, {{Priority::low, "low"}, {Priority::high, "high"}})
})");
  CHECK(describe(header.function("todo::get").arguments) ==
        "todo::In, boost::asio::awaitable<std::string>, todo::Services, todo::Session");
  CHECK(describe(header.field("todo::In", "priority").initializer.value()) ==
        "todo::Priority::high");
  CHECK(header.field("todo::In", "anything").type.name == "nlohmann::basic_json");
  CHECK(header.field("todo::In", "anything").type.cpp == "nlohmann::json");
  CHECK(describe(header.field("todo::In", "id").type) == "boost::uuids::uuid");
}
