#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

TEST_CASE("function: all forms are read, with the arguments in vgen's order", "[frontend]") {
  const ParsedHeader header(R"(namespace todo {
struct Services; struct Session {}; struct In {}; struct Out {}; struct Open {};
vgen::APIFunction<In, Out, Services, Session> f1;
vgen::APIFunctionSessionless<In, Out, Services> f2;
vgen::APIFunctionOptionalSession<In, Out, Services, Session> f3;
vgen::APISubscription<In, Out, Services, Session> f4;
vgen::APISubscriptionSessionless<In, Out, Services> f5;
vgen::ChannelConnection<Out, Open, Services, Session> f6;
vgen::ChannelDisconnection<Out, Services, Session> f7;
vgen::ChannelMessage<In, vgen::Task<Out>, Services, Session> f8;
vgen::RPC<bool(int day), Services, Session> f9;
vgen::RPCSessionless<void(), Services> f10;
vgen::ScheduledTask<vgen::Task<void>, Services> f11;
})");
  const auto form = [&](const char* name) { return header.function(name).form; };
  const auto arguments = [&](const char* name) {
    return describe(header.function(name).arguments);
  };
  REQUIRE(header.api().functions.size() == 11);
  CHECK(form("todo::f1") == FunctionForm::api_function);
  CHECK(arguments("todo::f1") == "todo::In, todo::Out, todo::Services, todo::Session");
  CHECK(form("todo::f2") == FunctionForm::api_function_sessionless);
  CHECK(arguments("todo::f2") == "todo::In, todo::Out, todo::Services");
  CHECK(form("todo::f3") == FunctionForm::api_function_optional_session);
  CHECK(form("todo::f4") == FunctionForm::api_subscription);
  CHECK(arguments("todo::f4") == "todo::In, todo::Out, todo::Services, todo::Session");
  CHECK(form("todo::f5") == FunctionForm::api_subscription_sessionless);
  CHECK(form("todo::f6") == FunctionForm::channel_connection);
  CHECK(arguments("todo::f6") == "todo::Out, todo::Open, todo::Services, todo::Session");
  CHECK(form("todo::f7") == FunctionForm::channel_disconnection);
  CHECK(arguments("todo::f7") == "todo::Out, todo::Services, todo::Session");
  CHECK(form("todo::f8") == FunctionForm::channel_message);
  CHECK(arguments("todo::f8") == "todo::In, vgen::Task<todo::Out>, todo::Services, todo::Session");
  CHECK(form("todo::f9") == FunctionForm::rpc);
  CHECK(arguments("todo::f9") == "bool, todo::Services, todo::Session");
  CHECK(form("todo::f10") == FunctionForm::rpc_sessionless);
  CHECK(arguments("todo::f10") == "void, todo::Services");
  CHECK(form("todo::f11") == FunctionForm::scheduled_task);
  CHECK(arguments("todo::f11") == "vgen::Task<void>, todo::Services");
}

TEST_CASE("function: a declaration is read whole", "[frontend]") {
  const ParsedHeader header(R"(namespace todo::v1 {
struct Services; struct Session; struct In {};
/// One todo.
[[deprecated("use other")]] vgen::APIFunction<In, void, Services, Session> get_todo;
})");
  const DeclaredFunction& function = header.function("todo::v1::get_todo");
  CHECK(function.name == "get_todo");
  CHECK(function.cpp_namespace == "todo::v1");
  CHECK(describe(function.comment) == "One todo.");
  CHECK(function.is_deprecated);
  CHECK(function.deprecation == "use other");
  CHECK(header.underlined(function.range) == "get_todo");
  CHECK(header.underlined(function.type_range) == "vgen::APIFunction<In, void, Services, Session>");
}

TEST_CASE("function: the author's aliases may reorder, fix, rename and default parameters",
          "[frontend]") {
  const ParsedHeader header(R"(namespace todo {
struct Services; struct Session {}; struct In {}; struct Todo {};
struct NotFound {}; struct Gone {};
template <class Out, class In> using Reordered = vgen::APIFunction<In, Out, Services, Session>;
template <class T> using Fixed = Reordered<vgen::Task<T>, In>;
template <class In, class Out = void>
using Message = vgen::ChannelMessage<In, Out, Services, Session>;
template <class R = vgen::Task<vgen::Result<void, NotFound>>>
using Job = vgen::ScheduledTask<R, Services>;
template <class T, class... E> using Fallible = vgen::Result<T, NotFound, E...>;
using Exact = Reordered<Todo, In>;
Reordered<Todo, In> f1;
Fixed<Todo> f2;
Message<In> f3;
Job<> f4;
Reordered<Fallible<Todo, Gone>, void> f5;
Exact f6;
})");
  const auto arguments = [&](const char* name) {
    return describe(header.function(name).arguments);
  };
  CHECK(arguments("todo::f1") == "todo::In, todo::Todo, todo::Services, todo::Session");
  CHECK(arguments("todo::f2") == "todo::In, vgen::Task<todo::Todo>, todo::Services, todo::Session");
  CHECK(arguments("todo::f3") == "todo::In, void, todo::Services, todo::Session");
  CHECK(arguments("todo::f4") == "vgen::Task<vgen::Result<void, todo::NotFound>>, todo::Services");
  CHECK(
      arguments("todo::f5") ==
      "void, vgen::Result<todo::Todo, todo::NotFound, todo::Gone>, todo::Services, todo::Session");
  CHECK(arguments("todo::f6") == "todo::In, todo::Todo, todo::Services, todo::Session");
}

TEST_CASE("function: parameters of RPC have names, types and places", "[frontend]") {
  const ParsedHeader header(R"(namespace todo {
struct Services; struct Session;
template <class Signature> using RPC = vgen::RPC<Signature, Services, Session>;
using TodoId = long;
enum class Priority { low };
using Rename = void(TodoId id, bool force);
RPC<bool(TodoId id, Priority priority, int)> set_priority;
RPC<Rename> rename;
RPC<int()> count;
})");
  const DeclaredFunction& function = header.function("todo::set_priority");
  REQUIRE(function.parameters.size() == 3);
  CHECK(function.parameters[0].name == "id");
  CHECK(describe(function.parameters[0].type) == "todo::TodoId = long");
  CHECK(header.underlined(function.parameters[0].range) == "id");
  CHECK(function.parameters[1].name == "priority");
  CHECK(describe(function.parameters[1].type) == "enum todo::Priority");
  CHECK(function.parameters[2].name.empty());
  CHECK(header.underlined(function.parameters[2].range) == "int");
  CHECK(header.api().enums.contains("todo::Priority"));

  const DeclaredFunction& rename = header.function("todo::rename");
  REQUIRE(rename.parameters.size() == 2);
  CHECK(rename.parameters[1].name == "force");
  CHECK(header.underlined(rename.parameters[1].range) == "force");
  CHECK(header.function("todo::count").parameters.empty());
}

TEST_CASE("function: several of one declaration share its type and its comment", "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In {};
/// Both.
extern APIFunction<In, void> f1, f2;
)"));
  REQUIRE(header.api().functions.size() == 2);
  for (const DeclaredFunction& function : header.api().functions) {
    CHECK(describe(function.comment) == "Both.");
    CHECK(header.underlined(function.type_range) == "APIFunction<In, void>");
  }
}

TEST_CASE("function: other functions, and declarations that come again, are left out",
          "[frontend]") {
  const ParsedHeader header(todo_header(R"(struct In {};
using Callback = void(int);
template <class T> using Handler = T(int);
void f1(Services&, In, Session&);
APIFunction<In, void> f1;
APIFunction<In, void> f1;
void plain(In);
Callback callback;
Handler<int> handler;
inline void f1(Services&, In, Session&) {}
)"));
  REQUIRE(header.api().functions.size() == 1);
  CHECK(header.api().functions[0].cpp == "todo::f1");
}

TEST_CASE("function: inline namespaces are not part of names, others keep equal names apart",
          "[frontend]") {
  const ParsedHeader header(R"(struct Services; struct Session;
namespace a { inline namespace v1 {
struct Todo {}; vgen::APIFunctionSessionless<Todo, Todo, Services> get;
} }
namespace b { struct Todo {}; vgen::APIFunctionSessionless<Todo, a::Todo, Services> get; }
)");
  REQUIRE(header.api().functions.size() == 2);
  CHECK(describe(header.function("a::get").arguments) == "a::Todo, a::Todo, Services");
  CHECK(header.function("a::get").cpp_namespace == "a");
  CHECK(describe(header.function("b::get").arguments) == "b::Todo, a::Todo, Services");
  CHECK(header.record("a::Todo").cpp_namespace == "a");
  CHECK(header.record("b::Todo").cpp_namespace == "b");
}
