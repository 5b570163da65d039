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
  api.doors = {get, create, replace};
  return api;
}

}  // namespace

TEST_CASE("list: a line for each operation", "[commands]") {
  CHECK(operations_table(sample(), false) ==
        "METHOD  PATH         OPERATION    DECLARED AT\n"
        "GET     /todos/{id}  getTodo      todo_api.hpp:7\n"
        "POST    /todos       createTodo   todo_api.hpp:8\n"
        "PUT     /todos       replaceTodo  todo_api.hpp:8\n");
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
        "METHOD  PATH         OPERATION  DECLARED AT\n"
        "GET     /todos/{id}  getTodo    todo_api.hpp:7\n\n" +
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
        "METHOD  PATH         OPERATION    LARGEST BODY  BODY LIMIT    DECLARED AT\n"
        "GET     /todos/{id}  getTodo      no body                     todo_api.hpp:7\n"
        "POST    /todos       createTodo   4748          9496          todo_api.hpp:8\n"
        "PUT     /todos       replaceTodo  unbounded     the server's  todo_api.hpp:8\n");
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
    "has_body": false,
    "file": "todo_api.hpp",
    "line": 7
  },
  {
    "method": "POST",
    "path": "/todos",
    "operation": "createTodo",
    "function": "todo::create_todo",
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
