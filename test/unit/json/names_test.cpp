#include <vgen/json/names.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <boost/uuid/uuid.hpp>

#include <filesystem>

using boost::uuids::uuid;
using std::filesystem::path;

namespace {

constexpr uuid some{{0x12, 0x3e, 0x45, 0x67, 0xe8, 0x9b, 0x12, 0xd3, 0xa4, 0x56, 0x42, 0x66, 0x14,
                     0x17, 0x40, 0xff}};

}  // namespace

TEST_CASE("uuid: there and back, written in lower case", "[json]") {
  CHECK(value_of<uuid>(R"("123e4567-e89b-12d3-a456-4266141740ff")") == some);
  CHECK(value_of<uuid>(R"("123E4567-E89B-12d3-A456-4266141740fF")") == some);
  CHECK(vgen::json::to_json(some) == R"("123e4567-e89b-12d3-a456-4266141740ff")");
  CHECK(vgen::json::to_json(std::vector{uuid{}}) == R"(["00000000-0000-0000-0000-000000000000"])");
  for (const char* const text :
       {"", "123e4567-e89b-12d3-a456-4266141740f", "123e4567-e89b-12d3-a456-4266141740fff",
        "123e4567e89b12d3a4564266141740ff", "123e4567-e89b-12d3-a4564-266141740ff",
        "{123e4567-e89b-12d3-a456-4266141740ff}", "g23e4567-e89b-12d3-a456-4266141740ff",
        "123e4567-e89b-12d3-a456-4266141740f "}) {
    INFO(text);
    CHECK(faults_of<uuid>('"' + std::string(text) + '"') ==
          std::vector{fault("", "format", "\"uuid\"",
                            "must be a UUID, like 123e4567-e89b-12d3-a456-426614174000")});
  }
  CHECK(code_of<uuid>("5") == "type");
}

TEST_CASE("path: a string", "[json]") {
  CHECK(value_of<path>(R"("/home/größe\/x.txt")") == path("/home/größe/x.txt"));
  CHECK(value_of<path>(R"("")").empty());
  CHECK(vgen::json::to_json(path("a") / "b") == R"("a/b")");
  CHECK(vgen::json::to_json(path("a//b/./c")) == R"("a//b/./c")");
  CHECK(code_of<path>(R"("abc")", vgen::json::StringRule{.max_length = 2}) == "maxLength");
  CHECK(code_of<path>("[]") == "type");
  CHECK_THROWS_WITH(vgen::json::to_json(path("\xFF")),
                    "cannot be written as JSON: a string that is not valid UTF-8");
}
