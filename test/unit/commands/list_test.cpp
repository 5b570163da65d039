#include "tools/vgen/commands/list.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool::commands {
namespace {

model::ApiModel sample() {
  model::ApiModel api;
  api.functions = {{.name = "get_todo", .cpp = "todo::get_todo"},
                   {.name = "create_todo", .cpp = "todo::create_todo"}};
  model::HttpRoute get;
  get.wire_name = "getTodo";
  get.path = "/todos/{id}";
  get.location = {.file = "todo_api.hpp", .line = 7};
  model::HttpRoute create;
  create.wire_name = "createTodo";
  create.function = 1;
  create.path = "/todos";
  create.method = model::HttpMethod::post;
  create.body = model::BodyUse::whole;
  create.largest_body = 4748;
  create.policy.body_limit = 9496;
  create.location = {.file = "todo_api.hpp", .line = 8};
  model::HttpRoute replace = create;
  replace.method = model::HttpMethod::put;
  replace.wire_name = "replaceTodo";
  replace.largest_body.reset();
  replace.policy.body_limit = 0;
  replace.policy.needs_session = true;
  api.doors = {get, create, replace};
  return api;
}

}  // namespace

TEST_CASE("list: a line for each operation", "[commands]") {
  CHECK(operations_table(sample(), false) ==
        "METHOD  PATH         OPERATION    NEEDS    DECLARED AT\n"
        "GET     /todos/{id}  getTodo      -        todo_api.hpp:7\n"
        "POST    /todos       createTodo   -        todo_api.hpp:8\n"
        "PUT     /todos       replaceTodo  session  todo_api.hpp:8\n");
}

TEST_CASE("list: what callers need", "[commands]") {
  model::ApiModel api = sample();
  api.doors.resize(1);
  const auto one = [](const char* name) { return model::Permission{.cpp = name}; };
  model::HttpRoute& route = std::get<model::HttpRoute>(api.doors.front());
  route.policy.guards.permissions = {{{one("todo::is_open")}}};
  const auto needs = [&] {
    const std::string table = operations_table(api, false);
    const std::size_t from = table.find("getTodo    ") + 11;
    return table.substr(from, table.find("  ", from) - from);
  };
  CHECK(needs() == "is_open");
  route.policy.needs_session = true;
  CHECK(needs() == "session, is_open");
  route.policy.guards.permissions.push_back({{one("a"), one("todo::b")}, {one("todo::x::c")}});
  CHECK(needs() == "session, is_open, a and b or c");
}

TEST_CASE("list: channels and methods have tables of their own", "[commands]") {
  model::ApiModel api = sample();
  api.doors.clear();
  const auto at = [](unsigned line) { return SourceRange{.file = "a.hpp", .line = line}; };
  api.topics = {{.pattern = "rooms/{room}"}};
  model::Channel live{.path = "/live/{room}", .needs_session = true, .location = at(3)};
  live.messages = {{.value = "say", .location = at(4)},
                   {.value = "ban",
                    .needs_session = true,
                    .guards = {.permissions = {{{{.cpp = "todo::is_admin"}}}}},
                    .location = at(5)}};
  live.message = model::ChannelMessage{.location = at(6)};
  live.binary = model::ChannelMessage{.location = at(7)};
  live.topics = {{.permission = "todo::may_enter", .location = at(8)}};
  api.channels = {live};
  api.rpc = {{.name = "getTodo", .location = at(9)}};
  CHECK(operations_table(api, false) ==
        "CHANNEL       MESSAGE                 NEEDS              DECLARED AT\n"
        "/live/{room}  (opening)               session            a.hpp:3\n"
        "/live/{room}  say                     -                  a.hpp:4\n"
        "/live/{room}  ban                     session, is_admin  a.hpp:5\n"
        "/live/{room}  (any other)             -                  a.hpp:6\n"
        "/live/{room}  (binary)                -                  a.hpp:7\n"
        "/live/{room}  subscribe rooms/{room}  may_enter          a.hpp:8\n"
        "\n"
        "RPC      NEEDS  DECLARED AT\n"
        "getTodo  -      a.hpp:9\n");
  api.channels.front().messages.clear();
  api.channels.front().message.reset();
  api.channels.front().binary.reset();
  api.channels.front().topics.clear();
  CHECK(operations_json(api) == R"x([
  {
    "channel": "/live/{room}",
    "message": "(opening)",
    "needs": "session",
    "file": "a.hpp",
    "line": 3
  },
  {
    "rpc": "getTodo",
    "function": "todo::get_todo",
    "needs": "-",
    "file": "a.hpp",
    "line": 9
  }
]
)x");
}

TEST_CASE("list: schedules have a table of their own", "[commands]") {
  model::ApiModel api = sample();
  api.doors.resize(1);
  const model::Schedule purge{.name = "purge",
                              .text = "0 3 * * *",
                              .zone = "Europe/Berlin",
                              .location = {.file = "todo_api.hpp", .line = 9}};
  const model::Schedule report{
      .name = "report", .text = "@", .location = {.file = "todo_api.hpp", .line = 10}};
  api.schedules = {purge, report};
  const std::string tasks =
      "TASK    CRON       ZONE           DECLARED AT\n"
      "purge   0 3 * * *  Europe/Berlin  todo_api.hpp:9\n"
      "report  @          UTC            todo_api.hpp:10\n";
  CHECK(operations_table(api, false) ==
        "METHOD  PATH         OPERATION  NEEDS  DECLARED AT\n"
        "GET     /todos/{id}  getTodo    -      todo_api.hpp:7\n\n" +
            tasks);
  api.doors.clear();
  CHECK(operations_table(api, false) == tasks);
  api.schedules.resize(1);
  CHECK(operations_json(api) == R"([
  {
    "task": "purge",
    "cron": "0 3 * * *",
    "zone": "Europe/Berlin",
    "function": "todo::get_todo",
    "file": "todo_api.hpp",
    "line": 9
  }
]
)");
}

TEST_CASE("list: limits of bodies", "[commands]") {
  CHECK(operations_table(sample(), true) ==
        "METHOD  PATH         OPERATION    NEEDS    LARGEST BODY  BODY LIMIT    DECLARED AT\n"
        "GET     /todos/{id}  getTodo      -        no body                     todo_api.hpp:7\n"
        "POST    /todos       createTodo   -        4748          9496          todo_api.hpp:8\n"
        "PUT     /todos       replaceTodo  session  unbounded     the server's  todo_api.hpp:8\n");
}

TEST_CASE("list: a limit that is configured", "[commands]") {
  model::ApiModel api = sample();
  api.policies.limits.body = 65'536;
  CHECK(operations_table(api, true).find("unbounded     65536 ") != std::string::npos);
}

TEST_CASE("list: as JSON", "[commands]") {
  model::ApiModel api = sample();
  api.doors.resize(2);
  CHECK(operations_json(api) == R"([
  {
    "method": "GET",
    "path": "/todos/{id}",
    "operation": "getTodo",
    "function": "todo::get_todo",
    "needs": "-",
    "has_body": false,
    "file": "todo_api.hpp",
    "line": 7
  },
  {
    "method": "POST",
    "path": "/todos",
    "operation": "createTodo",
    "function": "todo::create_todo",
    "needs": "-",
    "has_body": true,
    "largest_body": 4748,
    "body_limit": 9496,
    "file": "todo_api.hpp",
    "line": 8
  }
]
)");
}

}  // namespace vgen::tool::commands
