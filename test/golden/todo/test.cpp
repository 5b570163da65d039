#include "api.gen.hpp"

#include "samples/todo/services.hpp"

#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

namespace {

/// The todo API in memory, with a store of its own.
struct Fixture {
  todo::Singletons singletons;
  vgen::testing::Client client{todo::api(singletons, [](todo::Singletons& shared, vgen::Call&) { return todo::Services{shared.store}; })};
};

}  // namespace

TEST_CASE("todo: what is created can be read, changed and removed", "[golden]") {
  Fixture f;

  const auto created = f.client.post("/todos", R"({"title": "Water the plants", "due": "2026-03-01T09:30:00+01:00"})");
  CHECK(created.status == 201);
  CHECK(created.body ==
        R"({"id":1,"title":"Water the plants","priority":"normal","labels":[],"due":"2026-03-01T08:30:00Z","done":false})");

  const auto changed = f.client.patch("/todos/1", R"({"done": true})");
  CHECK(changed.status == 200);
  CHECK(changed.body ==
        R"({"id":1,"title":"Water the plants","priority":"normal","labels":[],"due":"2026-03-01T08:30:00Z","done":true})");

  const auto listed = f.client.get("/todos?done=true&limit=1");
  CHECK(listed.status == 200);
  CHECK(listed.body == R"({"items":[)" + changed.body + R"(],"total":1})");

  const auto removed = f.client.del("/todos/1");
  CHECK(removed.status == 204);
  CHECK(removed.body.empty());
}

TEST_CASE("todo: what is done is removed every night", "[golden]") {
  Fixture f;
  f.client.post("/todos", R"({"title": "Water the plants"})");
  f.client.post("/todos", R"({"title": "Feed the cat"})");
  f.client.patch("/todos/1", R"({"done": true})");
  f.client.advance(std::chrono::hours(24));
  CHECK(f.client.get("/todos/1").status == 404);
  CHECK(f.client.get("/todos/2").status == 200);
  CHECK(f.client.run(todo::ApiTask::purge).outcome == vgen::TaskResult::Outcome::done);
}

TEST_CASE("todo: a declared error is a problem with its fields", "[golden]") {
  Fixture f;

  const auto missing = f.client.get("/todos/7");

  CHECK(missing.status == 404);
  CHECK(missing.headers.find("content-type") == "application/problem+json");
  CHECK(missing.body.starts_with(R"({"type":"urn:todo:not-found","title":"Not found","status":404,)"));
  CHECK(missing.body.find(R"("id":7)") != std::string::npos);
}

TEST_CASE("todo: all faults of a body are told at once", "[golden]") {
  Fixture f;

  const auto refused = f.client.post("/todos", R"({"titel": "", "priority": "hihg", "labels": ["", 3], "due": "tomorrow"})");

  CHECK(refused.status == 422);
  for (const std::string fault : {R"("pointer":"/titel","code":"unknown")", R"("pointer":"/title","code":"required")",
                                  R"("pointer":"/priority","code":"enum")", R"("pointer":"/labels/0","code":"minLength")",
                                  R"("pointer":"/labels/1","code":"type")", R"("pointer":"/due","code":"format")"}) {
    INFO(refused.body);
    CHECK(refused.body.find(R"({"in":"body",)" + fault) != std::string::npos);
  }
}
