#include "api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <set>
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

Größe größe_holen(Services&, Größe in) {
  return in;
}

vgen::Result<商品, ВсеТовары> 商品を探す(Services&, 商品 in) {
  if (in.名前 == "x") return ВсеТовары{};
  return in;
}

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
  CHECK(f.client.post("/read", R"({"pages":3})").body ==
        R"({"pages":3,"name":"Zoë \"🙂\" \\ ??/ Ω","level":"warning",)"
        R"("raw":"a \"raw\" string\nof two lines"})");
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

TEST_CASE("life: letters beyond ASCII survive where they may", "[rows]") {
  Fixture f;
  CHECK(f.client.post("/gr%c3%b6%c3%9fe", R"({"höhe":2,"farbe":"grün"})").body ==
        R"({"höhe":2,"farbe":"grün"})");
  CHECK(f.client.get("/waren/%E5%95%86%E5%93%81").body == R"({"名前":"商品"})");
  const auto refused = nlohmann::json::parse(f.client.get("/waren/x").body);
  CHECK(refused.at("type") == "urn:life:vse-tovary");
  CHECK(refused.at("title") == "Все товары");
}

TEST_CASE("life: documents have ASCII names where they allow no others", "[rows]") {
  Fixture f;
  const auto document = nlohmann::json::parse(f.client.get("/openapi.json").body);
  const auto& schemas = document.at("components").at("schemas");
  CHECK(schemas.at("Groesse").at("title") == "Größe");
  CHECK(schemas.at("U5546U54C1").at("title") == "商品");
  const auto is_key = [](const std::string& name) {
    return name.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
               "0123456789._-") == std::string::npos;
  };
  std::set<std::string> ids;
  for (const auto& [name, schema] : schemas.items()) CHECK(is_key(name));
  for (const auto& [path, methods] : document.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      const auto id = operation.at("operationId").get<std::string>();
      CHECK(is_key(id));
      CHECK(ids.insert(id).second);
    }
  }
  CHECK(ids.contains("groesseHolen"));
  CHECK(document.at("paths").contains("/waren/{名前}"));
}
