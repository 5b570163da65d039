#include "api.gen.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <utility>

namespace shop {

struct Services {};

Order order(Services&, Order in) {
  return in;
}

Payment pay(Services&, Payment in) {
  return in;
}

AccountId count(Services&, AccountId in) {
  return in;
}

std::pair<Slug, AccountId> either(Services&, std::variant<int, std::string> in) {
  return {std::holds_alternative<int>(in) ? "number" : "text", 18'446'744'073'709'551'615U};
}

Views views(Services&) {
  static constexpr int numbers[] = {1, 2};
  static constexpr std::byte bytes[] = {std::byte{0xff}};
  return {.text = "text", .numbers = numbers, .bytes = bytes};
}

Search search(Services&, Search in) {
  return in;
}

Updated update_birthday(Services&, std::string user_id, int birthday, std::optional<Color> color) {
  return {.ok = user_id == "ann" && birthday == 7 && color == Color::green};
}

vgen::Api make() {
  static std::monostate nothing;
  return api(nothing, [](std::monostate&, vgen::Call&) { return Services{}; });
}

}  // namespace shop

namespace {

struct Nothing {};

struct Fixture {
  Nothing nothing;
  vgen::testing::Client client{shop::api(nothing, [](Nothing&, vgen::Call&) { return shop::Services{}; })};
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

const std::string required_members =
    R"("payment":{"method":"Card","number":"4000","owner":"ann"},)"
    R"("refund":{"way":"transfer","iban":"DE02","instant":true},)"
    R"("area":{"side":2},)"
    R"("formula":{"type":"Sum","left":{"type":"Literal","value":1},"right":{"type":"Literal","value":2}},)"
    R"("extra":null,"places":[3,"shelf"],"triple":["a",1,true],"accounts":["5","18446744073709551615"],"rating":null,)";

const std::string other_members =
    R"("serial":"-9223372036854775808","account":"9007199254740993",)";

const std::string plain_members =
    R"("data":"/w==","checksum":"AAECAw==","id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8",)";

const std::string last_members =
    R"("exact":0.5,"placed":"2026-01-02T03:04:05Z","packed":"2026-01-02T03:04:05.250Z","sent":"2026-01-02T03:04:05.000000001Z",)"
    R"("due":"2026-02-28","nothing":null,"anything":{"a":[1,null,"x"]},"part":{"name":"a","next":{"name":"b"}},"grid":[[1,2,3],[4,5,6]]})";

const std::string input = "{" + required_members + other_members + plain_members + R"("file":"a/b.txt",)" + last_members;

}  // namespace

TEST_CASE("shop: everything comes back, with its defaults", "[golden]") {
  Fixture f;

  const auto answer = f.client.post("/order", input);

  CHECK(answer.status == 200);
  CHECK(answer.body == "{" + required_members + other_members + R"("shelves":{},"days":{},)" + plain_members +
                           R"("related":[],"file":"a/b.txt","timeout":250,)" +
                           replaced(last_members, R"({"name":"a","next":{"name":"b"}})",
                                    R"({"name":"a","parts":[],"next":{"name":"b","parts":[]}})"));
}

TEST_CASE("shop: what was answered is accepted again", "[golden]") {
  Fixture f;
  const auto once = f.client.post("/order", input);
  CHECK(f.client.post("/order", once.body).body == once.body);
}

TEST_CASE("shop: absent, null and a value are three states of a patch", "[golden]") {
  Fixture f;
  const auto note = [&](const std::string& member) {
    const std::string body = f.client.post("/order", replaced(input, R"("serial")", member + R"("serial")")).body;
    const std::size_t begin = body.find(R"("note")");
    return begin == std::string::npos ? "" : body.substr(begin, body.find(',', begin) - begin);
  };
  CHECK(note("") == "");
  CHECK(note(R"("note":null,)") == R"("note":null)");
  CHECK(note(R"("note":"abc",)") == R"("note":"abc")");
}

TEST_CASE("shop: the alternative is told by kind, discriminator or members", "[golden]") {
  Fixture f;
  const auto accepts = [&](const std::string& from, const std::string& to) {
    return f.client.post("/order", replaced(input, from, to)).status == 200;
  };
  CHECK(accepts(R"("extra":null)", R"("extra":true)"));
  CHECK(accepts(R"("extra":null)", R"("extra":[1])"));
  CHECK(accepts(R"("extra":null)", R"("extra":{"number":"1","owner":"a"})"));
  CHECK(accepts(R"({"side":2})", R"({"radius":2})"));
  CHECK_FALSE(accepts(R"({"side":2})", R"({"side":2,"radius":2})"));
  CHECK_FALSE(accepts(R"({"side":2})", R"({})"));
  // The discriminator may be at any position.
  CHECK(accepts(R"({"method":"Card","number":"4000","owner":"ann"})", R"({"number":"4000","owner":"ann","method":"Card"})"));
  CHECK_FALSE(accepts(R"({"method":"Card",)", R"({)"));
  CHECK_FALSE(accepts(R"({"method":"Card",)", R"({"method":"Cash",)"));
}

TEST_CASE("shop: whole bodies keep their form", "[golden]") {
  Fixture f;
  CHECK(f.client.post("/pay", R"({"iban":"x","method":"transfer"})").body == R"({"method":"transfer","iban":"x","instant":false})");
  CHECK(f.client.post("/count", R"("18446744073709551615")").body == R"("18446744073709551615")");
  CHECK(f.client.post("/count", R"("4")").status == 422);
  CHECK(f.client.post("/count", "5").status == 422);
  CHECK(f.client.post("/either", "5").body == R"(["number","18446744073709551615"])");
  CHECK(f.client.post("/either", R"("5")").body == R"(["text","18446744073709551615"])");
  CHECK(f.client.get("/views").body == R"({"text":"text","numbers":[1,2],"bytes":"/w=="})");
}

TEST_CASE("shop: parameters", "[golden]") {
  Fixture f;
  const std::string query =
      "/search?since=2026-02-28&age=60&id=6BA7B810-9DAD-11D1-80B4-00C04FD430C8&account=18446744073709551615&colors=red,green";
  CHECK(f.client.get(query).body == R"({"since":"2026-02-28","age":60,"id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8",)"
                                    R"("account":"18446744073709551615","colors":["red","green"]})");
  CHECK(f.client.get("/search?since=2026-02-30&id=x&account=-0").status == 422);
}

TEST_CASE("shop: arguments of a function are the members of its input", "[golden]") {
  Fixture f;
  CHECK(f.client.put("/users/ann/birthday", R"({"birthday":7,"color":"green"})").body == R"({"ok":true})");
  CHECK(f.client.put("/users/ann/birthday", R"({"color":"green"})").status == 422);
}

TEST_CASE("shop: the types of an input bound its body", "[golden]") {
  Fixture f;
  CHECK(f.client.put("/users/ann/birthday", R"({"birthday":7,"color":"green")" + std::string(1024, ' ') + "}").status == 413);
}
