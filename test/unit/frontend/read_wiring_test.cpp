#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

namespace {

const BracedValue& braced(const DeclaredValue& value) {
  return std::get<BracedValue>(value.value);
}

}  // namespace

TEST_CASE("wiring: a route has the places of its members and values", "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In { int id; };
APIFunction<In, void> get_todo;
inline constexpr vgen::HttpRoute route
    {.path = "/todos/{id}", .func = get_todo, .auth = true, .query = {&In::id}};
)"));
  const DeclaredWiring& wiring = header.wiring("todo::route");
  CHECK(wiring.kind == WiringKind::http_route);
  CHECK(header.underlined(wiring.range) == "route");
  REQUIRE(wiring.elements.size() == 1);
  CHECK(header.underlined(wiring.elements[0].range) ==
        "{.path = \"/todos/{id}\", .func = get_todo, .auth = true, .query = {&In::id}}");
  const BracedValue& route = braced(wiring.elements[0]);
  REQUIRE(route.members.size() == 4);
  CHECK(route.members[0].name == "path");
  CHECK(header.underlined(route.members[0].name_range) == "path");
  CHECK(route.members[0].value.value ==
        decltype(DeclaredValue::value)(StringValue{"/todos/{id}", true}));
  SourceRange inside = route.members[0].value.range;
  inside.column += 1 + 7;
  inside.length = 4;
  CHECK(header.underlined(inside) == "{id}");
  CHECK(route.members[1].value.value ==
        decltype(DeclaredValue::value)(FunctionValue{
            .name = "todo::get_todo", .declaration = header.function("todo::get_todo").range}));
  CHECK(header.underlined(route.members[1].value.range) == "get_todo");
  CHECK(header.underlined(route.members[2].value.range) == "true");
  CHECK(header.underlined(braced(route.members[3].value).members.at(0).value.range) == "&In::id");
}

TEST_CASE("wiring: every type is read, single or as an array", "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In { int id; int key; }; struct Event {};
APIFunction<In, void> get; vgen::APIFunctionSessionless<In, void, Services> make;
vgen::ChannelConnection<Event, void, Services, Session> open;
vgen::ChannelMessage<In, Event, Services, Session> message;
vgen::ScheduledTask<void, Services> purge;
bool is_member(Services&, const Session&);
vgen::Task<bool> may_see(Services&, const In&, const Session&);
vgen::Task<void> log(vgen::Call&, vgen::Next&);
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::del, .path = "/a", .func = get, .name = "n", .auth = false,
     .status = 201, .permissions = {{is_member, may_see}, {is_member}}, .middleware = {log},
     .headers = {{"Key", &In::key}}, .tags = {"x", "y"}, .body_limit = 1 << 20, .timeout = 500,
     .blocking = true},
    {vgen::Method::get, "/b", make},
};
inline constexpr vgen::HttpGroup groups[] = {
    {.prefix = "/v1", .tags = {"t"},
     .routes = {{.path = "/c", .func = get}, {.path = "/d", .func = make}}}};
inline constexpr vgen::Topic<Event, int> events{.name = "events/{id}", .history = 10};
inline constexpr vgen::ChannelRoute live{
    .name = "live", .path = "/live", .on_connect = open, .on_message = message, .key = "kind",
    .routes = {{.value = "sub", .func = get, .concurrent = true}},
    .topics = {{.topic = events, .permission = is_member}}};
inline constexpr vgen::RpcRoute rpc[] = {{.name = "get", .func = get}, {"make", make}};
inline constexpr vgen::Schedule jobs[] = {
    {.name = "purge", .cron = "0 3 * * *", .func = purge, .missed = vgen::Missed::once}};
inline constexpr vgen::Security security{
    .schemes = {vgen::bearer_jwt(), vgen::api_key("X-Key"), vgen::cookie("s")}};
inline constexpr vgen::Global global{.middleware = {log}};
inline constexpr int unrelated = 1;
)"));
  const auto elements = [&](const char* name) {
    std::vector<std::string> result;
    for (const DeclaredValue& element : header.wiring(name).elements)
      result.push_back(describe(element));
    return result;
  };
  using Elements = std::vector<std::string>;
  REQUIRE(header.api().wirings.size() == 8);
  CHECK(elements("todo::http") ==
        Elements{
            R"({.method = vgen::Method::del, .path = "/a", .func = fn todo::get, .name = "n", )"
            R"(.auth = false, .status = 201, )"
            R"(.permissions = {{fn todo::is_member, fn todo::may_see}, {fn todo::is_member}}, )"
            R"(.middleware = {fn todo::log}, )"
            R"(.headers = {{"Key", &todo::In::key}}, .tags = {"x", "y"}, .body_limit = 1048576, )"
            R"(.timeout = 500, .blocking = true})",
            R"({vgen::Method::get, "/b", fn todo::make})"});
  CHECK(elements("todo::groups") ==
        Elements{
            R"({.prefix = "/v1", .tags = {"t"}, .routes = {{.path = "/c", .func = fn todo::get}, )"
            R"({.path = "/d", .func = fn todo::make}}})"});
  CHECK(elements("todo::live") ==
        Elements{R"({.name = "live", .path = "/live", .on_connect = fn todo::open, )"
                 R"(.on_message = fn todo::message, .key = "kind", )"
                 R"(.routes = {{.value = "sub", .func = fn todo::get, .concurrent = true}}, )"
                 R"(.topics = {{.topic = var todo::events, .permission = fn todo::is_member}}})"});
  CHECK(elements("todo::rpc") ==
        Elements{R"({.name = "get", .func = fn todo::get})", R"({"make", fn todo::make})"});
  CHECK(elements("todo::jobs") ==
        Elements{R"({.name = "purge", .cron = "0 3 * * *", .func = fn todo::purge, )"
                 R"(.missed = vgen::Missed::once})"});
  CHECK(
      elements("todo::security") ==
      Elements{R"({.schemes = {vgen::bearer_jwt(), vgen::api_key("X-Key"), vgen::cookie("s")}})"});
  CHECK(elements("todo::global") == Elements{"{.middleware = {fn todo::log}}"});
  CHECK(elements("todo::events") == Elements{R"({.name = "events/{id}", .history = 10})"});
  REQUIRE(header.wiring("todo::events").arguments.size() == 2);
  CHECK(describe(header.wiring("todo::events").arguments[0]) == "todo::Event");
  CHECK(describe(header.wiring("todo::events").arguments[1]) == "int");
}

TEST_CASE("wiring: lists of one, of none, and elements that are lists themselves", "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In { int id; };
APIFunction<In, void> get; bool may(Services&, const Session&);
inline constexpr vgen::HttpRoute http[] = {
    {.path = "/", .permissions = {}, .tags = {}},
    {.permissions = {{may}}, .query = {&In::id}, .tags = {"a"}}};
)"));
  CHECK(describe(header.wiring("todo::http").elements[0]) ==
        R"({.path = "/", .permissions = {}, .tags = {}})");
  CHECK(describe(header.wiring("todo::http").elements[1]) ==
        R"({.permissions = {{fn todo::may}}, .query = {&todo::In::id}, .tags = {"a"}})");
}

TEST_CASE("wiring: guards carry their signature", "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In {};
vgen::Task<bool> may(Services&, const In&, const Session&);
inline constexpr vgen::Global global{.permissions = {{may}}};
)"));
  const BracedValue& permissions =
      braced(braced(header.wiring("todo::global").elements[0]).members.at(0).value);
  const auto& guard =
      std::get<FunctionValue>(braced(permissions.members.at(0).value).members.at(0).value.value);
  CHECK(describe(guard.result) == "vgen::Task<bool>");
  CHECK(describe(guard.parameters) == "todo::Services&, const todo::In&, const todo::Session&");
  CHECK(header.underlined(guard.declaration) == "may");
  CHECK(header.api().records.empty());
}

TEST_CASE("wiring: constants are followed, types may be named and macros used", "[frontend]") {
  const ParsedHeader header("#include <string_view>\n#define PREFIX \"/v1\"\n" +
                            todo_header(R"(struct In {};
APIFunction<In, void> get;
constexpr const char* tag = "tag"; constexpr std::string_view name = "name";
constexpr bool open = false;
constexpr vgen::HttpRoute shared{.path = "/shared", .func = get};
using Routes = vgen::HttpRoute;
inline constexpr Routes http[] = {
    {.path = PREFIX "/a", .func = get, .name = name, .auth = open, .tags = {tag}}, shared,
    vgen::HttpRoute{.path = "/c"}};
inline constexpr auto job = vgen::Schedule{.name = "job"};
)"));
  const std::vector<DeclaredValue>& elements = header.wiring("todo::http").elements;
  REQUIRE(elements.size() == 3);
  CHECK(
      describe(elements[0]) ==
      R"({.path = "/v1/a", .func = fn todo::get, .name = "name", .auth = false, .tags = {"tag"}})");
  CHECK_FALSE(std::get<StringValue>(braced(elements[0]).members[0].value.value).is_plain);
  CHECK(describe(elements[1]) == R"({.path = "/shared", .func = fn todo::get})");
  CHECK(header.underlined(elements[1].range) == "shared");
  CHECK(describe(elements[2]) == R"({.path = "/c"})");
  CHECK(describe(header.wiring("todo::job").elements[0]) == R"({.name = "job"})");
}

TEST_CASE("wiring: what cannot be read says why at its place", "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In {};
APIFunction<In, void> get;
constexpr vgen::Path make_path() { return "/x"; }
constexpr vgen::HttpRoute make_route() { return {}; }
inline constexpr vgen::HttpRoute http[] = {{.path = make_path(), .func = get}, make_route()};
inline constexpr vgen::Global global{.middleware = http[0].middleware};
extern const vgen::Schedule elsewhere;
extern const vgen::Schedule defined;
const vgen::Schedule defined{.name = "defined"};
)"));
  const std::vector<DeclaredValue>& elements = header.wiring("todo::http").elements;
  CHECK(describe(elements[0]) == "{.path = unknown: calls a function, .func = fn todo::get}");
  CHECK(header.underlined(braced(elements[0]).members[0].value.range) == "make_path()");
  CHECK(describe(elements[1]) == "unknown: calls a function");
  CHECK(describe(header.wiring("todo::global").elements[0]) ==
        "{.middleware = unknown: is computed}");
  CHECK(describe(header.wiring("todo::defined").elements[0]) == R"({.name = "defined"})");
  CHECK(header.api().wirings.size() == 4);
  CHECK(describe(header.wiring("todo::elsewhere").elements[0]) ==
        "unknown: has no value in the header");
}
