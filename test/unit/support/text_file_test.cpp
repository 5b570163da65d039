#include "tools/vgen/support/text_file.hpp"

#include "test/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using vgen::tool::WriteOutcome;

namespace fs = std::filesystem;

TEST_CASE("text file: what is written is read, in folders that did not exist", "[support]") {
  const vgen::test::TemporaryFolder folder;
  const fs::path path = folder.path() / "a" / "b.txt";

  const auto written = vgen::tool::write_text_file(path, "one\n");

  REQUIRE(written);
  CHECK(*written == WriteOutcome::written);
  CHECK(*vgen::tool::read_text_file(path) == "one\n");
}

TEST_CASE("text file: the same bytes leave the file and its time alone", "[support]") {
  const vgen::test::TemporaryFolder folder;
  const fs::path path = folder.write("a.txt", "one\n");
  const auto before = fs::file_time_type{} + std::chrono::hours(1);
  fs::last_write_time(path, before);

  CHECK(*vgen::tool::write_text_file(path, "one\n") == WriteOutcome::unchanged);
  CHECK(fs::last_write_time(path) == before);

  CHECK(*vgen::tool::write_text_file(path, "two\n") == WriteOutcome::written);
  CHECK(folder.read("a.txt") == "two\n");
}

TEST_CASE("text file: leaves nothing beside the file", "[support]") {
  const vgen::test::TemporaryFolder folder;
  REQUIRE(vgen::tool::write_text_file(folder.path() / "a.txt", "one"));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("text file: says what the world refused", "[support]") {
  const vgen::test::TemporaryFolder folder;
  const std::string file = folder.write("file", "");

  const auto missing = vgen::tool::read_text_file(folder.path() / "none");
  const auto is_folder = vgen::tool::read_text_file(folder.path());
  const auto below_file = vgen::tool::write_text_file(fs::path(file) / "a.txt", "one");

  CHECK(missing.error().message ==
        "cannot read '" + (folder.path() / "none").string() + "': No such file or directory");
  CHECK(is_folder.error().message ==
        "cannot read '" + folder.path().string() + "': it is a folder");
  CHECK(below_file.error().message ==
        "cannot make the folder of '" + file + "/a.txt': Not a directory");
}
