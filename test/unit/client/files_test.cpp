// Files, raw answers and versions through the generated client: the API of test/golden/depot.
#include "api_client.gen.hpp"
#include "test/support/client_over.hpp"
#include "test/support/depot_services.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace depot::client;
using vgen::client::ServerProblem;
using vgen_test::Reached;
using vgen_test::Way;

namespace {

struct Depot {
  explicit Depot(Way way) : reached(depot::make(singletons), way), api(reached.options) {}

  depot::Singletons singletons;
  Reached reached;
  Api api;
};

}  // namespace

TEST_CASE("client files: a form with files from memory and from the disk", "[client]") {
  Depot depot(GENERATE(Way::memory, Way::sockets));
  const std::string page = depot.singletons.folder.write("page 1.txt", "one");
  const Upload upload{.album = 7,
                      .title = "ü \"quoted\"",
                      .rank = 2,
                      .labels = {"a", "b,c"},
                      .place = Place{.city = "Rome"},
                      .photo = {.name = "p\"1.png", .media_type = "image/png", .bytes = "\r\n--x"},
                      .pages = {{.path = page}, {.bytes = "two"}}};
  const auto result = depot.api.upload(upload);
  INFO(result.message());
  REQUIRE(result.has_value());
  CHECK(result->title == "ü \"quoted\"");
  CHECK(result->rank == 2);
  CHECK(result->labels == std::vector<std::string>{"a", "b,c"});
  CHECK(result->city == "Rome");
  REQUIRE(result->files.size() == 3);
  CHECK(result->files[0].media_type == "image/png");
  CHECK(result->files[0].text == "\r\n--x");
  CHECK(result->files[1] == Received{.name = "page 1.txt",
                                     .media_type = "application/octet-stream",
                                     .size = 3,
                                     .text = "one"});
  CHECK(result->files[2].text == "two");

  CHECK(depot.api.keep({.file = {.path = "/not/there"}}).message() ==
        "PUT /large: input: file: cannot read the file /not/there");
}

TEST_CASE("client files: raw answers are in the answer", "[client]") {
  Depot depot(GENERATE(Way::memory, Way::sockets));
  depot.singletons.folder.write("a.txt", "content");
  const auto file = depot.api.download({.name = "a.txt"});
  CHECK(file.has_value());
  CHECK(file.answer().body == "content");
  CHECK(file.answer().header("content-type") == "text/plain; charset=utf-8");
  const auto part = depot.api.download({.name = "a.txt"}, {.headers = {{"Range", "bytes=1-2"}}});
  CHECK(part.answer().status == 206);
  CHECK(part.answer().body == "on");
  CHECK(depot.api.download({.name = "b.txt"}).holds<ServerProblem>());
}

TEST_CASE("client files: versions, and a query with a body", "[client]") {
  Depot depot(GENERATE(Way::memory, Way::sockets));
  CHECK(depot.api.put_note({.id = 7, .text = "first words"}).has_value());
  const auto note = depot.api.get_note({.id = 7});
  REQUIRE(note.has_value());
  CHECK(note->text == "first words");
  CHECK(note.answer().header("ETag") == "\"r1\"");
  CHECK(depot.api.put_note({.id = 7, .text = "b"}, {.headers = {{"If-Match", "\"r9\""}}})
            .error<ServerProblem>()
            ->type == "urn:vgen:precondition-failed");
  CHECK(depot.api.find_notes({.words = "words"}).value() == std::vector<Note>{*note});
  CHECK(depot.api.order({.article = "paper", .pieces = 2}).value().pieces == 2);
  CHECK(depot.api.reorder({.id = 7, .pieces = 3}).value() == Reorder{.id = 7, .pieces = 3});
}
