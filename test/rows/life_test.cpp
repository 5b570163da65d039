#include "api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace life {

struct Services {};

Words class_(Services&, Words in) {
  return in;
}

vgen::Result<Reader, Problem, Error> read(Services&, Reader in) {
  if (in.pages == 1) return Problem{.reason = "größe"};
  if (in.pages == 2) return Error{};
  return in;
}

Everything echo(Services&, Everything in) {
  return in;
}

Writer write(Services&, Writer in) {
  return in;
}

Codec import_(Services&, Codec in) {
  return in;
}

std::vector<Level> yield(Services&) {
  return {debug, info, warning};
}

int var(Services&) {
  return twice(4);
}

void function(Services&) {}
void arguments(Services&) {}
void await(Services&) {}
void create_client(Services&) {}
void call(Services&) {}
void input(Services&) {}
void options(Services&) {}
void in(Services&) {}
void constructor(Services&) {}

}  // namespace life

namespace {

struct Nothing {};

struct Fixture {
  Nothing nothing;
  vgen::testing::Client client{
      life::api(nothing, [](Nothing&, vgen::Call&) { return life::Services{}; })};
};

}  // namespace

TEST_CASE("life: defaults that are more than literals are read", "[rows]") {
  Fixture f;
  CHECK(f.client.post("/write", R"({"options":{"limits":{}},"at":[1,2]})").body ==
        R"({"options":{"mode":"out","limits":{"bytes":1024,"most":42,"other":4}},"at":[1,2]})");
  CHECK(
      f.client.post("/read", R"({"pages":3})").body ==
      R"({"pages":3,"name":"Zoë \"🙂\" \\ ??/ Ω","level":"warning","raw":"a \"raw\" string\nof two lines"})");
  CHECK(f.client.get("/import/7").body == R"({"id":7,"code":"none"})");
}

TEST_CASE("life: comments in every style hold their tags", "[rows]") {
  Fixture f;
  CHECK(f.client.post("/read", R"({"pages":-1})").status == 422);
  CHECK(f.client.post("/read", R"({"pages":3,"name":")" + std::string(41, 'a') + R"("})").status ==
        422);
  CHECK(f.client.post("/write", R"({"options":{"limits":{"bytes":0}},"at":[1,2]})").status == 422);
}

TEST_CASE("life: names that mean something elsewhere are names", "[rows]") {
  Fixture f;
  const auto words = f.client.post(
      "/class", R"({"constructor":1,"class":2,"__proto__":3,"a-b.c":4,"größe":5,"type":6,"in":7})");
  CHECK(words.status == 200);
  for (const std::string member :
       {R"("constructor":1,)", R"("class":2,)", R"("__proto__":3,)", R"("a-b.c":4,)",
        R"("größe":5})", R"("type":6,)", R"("in":7,)"}) {
    INFO(words.body);
    CHECK(words.body.find(member) != std::string::npos);
  }
  CHECK(f.client.get("/class?constructor=1&class=2&gr%C3%B6%C3%9Fe=3").body.find(R"("class":2,)") !=
        std::string::npos);
  CHECK(f.client.post("/read", R"({"pages":1})").status == 409);
  CHECK(f.client.post("/read", R"({"pages":2})").status == 410);
  CHECK(f.client.get("/yield").body == R"(["debug","info","warning"])");
  CHECK(f.client.get("/var").body == "8");
}
