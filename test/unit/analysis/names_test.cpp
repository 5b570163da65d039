#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

#include <set>

// Names, uses and the order of the model.

namespace vgen::tool::test {
namespace {

using frontend::DeclaredType;
using Messages = std::vector<std::string>;

std::set<std::string> struct_names(const Analysed& analysed) {
  std::set<std::string> names;
  if (!analysed.api) return names;
  for (const model::Struct& type : analysed.api->structs)
    names.insert(type.name + " " + type.input_name);
  return names;
}

TEST_CASE("names: instances of templates and nested types", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::Todo", {})
      .add_struct("shop::Page<shop::Todo>", {})
      .add_struct("shop::Todo::Kind", {});
  frontend::DeclaredRecord& page = builder.api.records.at("shop::Page<shop::Todo>");
  page.name = "shop::Page";
  page.cpp_namespace = "shop";
  page.arguments = {own("shop::Todo")};
  builder.api.records.at("shop::Todo::Kind").cpp_namespace = "shop";
  DeclaredType page_of_todos = own("shop::Page<shop::Todo>");
  page_of_todos.arguments = page.arguments;
  builder.add_struct("shop::In", {field("a", page_of_todos), field("b", own("shop::Todo::Kind"))});
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  CHECK(struct_names(analyse(builder.api)) ==
        std::set<std::string>{"In In", "PageTodo PageTodo", "TodoKind TodoKind"});
}

TEST_CASE("names: instances are told apart by their arguments", "[analysis]") {
  const auto name = [](const DeclaredType& argument) {
    ApiBuilder builder;
    builder.add_struct("shop::Page<T>", {});
    frontend::DeclaredRecord& page = builder.api.records.at("shop::Page<T>");
    page.name = "shop::Page";
    page.cpp_namespace = "shop";
    page.arguments = {argument};
    DeclaredType type = own("shop::Page<T>");
    type.arguments = page.arguments;
    builder.add_function("shop::put", type, builtin("void"))
        .add_routes({route("post", "/in", "shop::put")});
    return struct_names(analyse(builder.api));
  };
  const auto library = [](const std::string& qualified, const std::string& cpp,
                          std::vector<DeclaredType> arguments) {
    return DeclaredType{.kind = DeclaredType::Kind::named,
                        .name = qualified,
                        .arguments = std::move(arguments),
                        .cpp = cpp};
  };
  const DeclaredType plain = {.kind = DeclaredType::Kind::alias,
                              .name = "shop::Plain",
                              .arguments = {builtin("int")},
                              .cpp = "int"};

  CHECK(name(plain) == std::set<std::string>{"PageInt32 PageInt32"});
  CHECK(name(library("std::chrono::duration", "std::chrono::seconds", {})) ==
        std::set<std::string>{"PageSecondsDuration PageSecondsDuration"});
  CHECK(name(library("std::chrono::time_point", "std::chrono::sys_seconds", {})) ==
        std::set<std::string>{"PageSysSecondsTime PageSysSecondsTime"});
  CHECK(
      name(library("std::variant", "std::variant<int, bool>", {builtin("int"), builtin("bool")})) ==
      std::set<std::string>{"PageInt32OrBool PageInt32OrBool"});
  CHECK(name(library("std::pair", "std::pair<int, bool>", {builtin("int"), builtin("bool")})) ==
        std::set<std::string>{"PageInt32AndBool PageInt32AndBool"});
}

TEST_CASE("names: constants as arguments have readable names", "[analysis]") {
  const auto name = [](std::int64_t value, const std::string& cpp) {
    ApiBuilder builder;
    builder.add_struct("shop::Box<C>", {});
    frontend::DeclaredRecord& box = builder.api.records.at("shop::Box<C>");
    box.name = "shop::Box";
    box.cpp_namespace = "shop";
    box.arguments = {
        {.kind = DeclaredType::Kind::integral, .size = value, .spelling = cpp, .cpp = cpp}};
    DeclaredType type = own("shop::Box<C>");
    type.arguments = box.arguments;
    builder.add_function("shop::put", type, builtin("void"))
        .add_routes({route("post", "/in", "shop::put")});
    const std::set<std::string> names = struct_names(analyse(builder.api));
    return names.size() == 1 ? names.begin()->substr(0, names.begin()->find(' ')) : "?";
  };
  CHECK(name(1, "true") == "BoxTrue");
  CHECK(name(1, "shop::E::y") == "BoxY");
  CHECK(name(7, "static_cast<shop::E>(7)") == "Box7");
  CHECK(name('a', "'a'") == "BoxA");
  CHECK(name('A', "'A'") == "BoxUpperA");
  CHECK(name('1', "'1'") == "BoxDigit1");
  CHECK(name('/', "'/'") == "BoxCharacter47");
  CHECK(name('\'', "'\\''") == "BoxCharacter39");
  CHECK(name(10, "static_cast<char>(10)") == "Box10");
  CHECK(name(-3, "-3") == "BoxMinus3");
  CHECK(name(5, "5U") == "Box5U");
}

TEST_CASE("names: what is nested in an instance of a template is named for the instance",
          "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::Todo", {})
      .add_struct("shop::Wrap<shop::Todo>", {})
      .add_struct("shop::Wrap<shop::Todo>::Info", {});
  frontend::DeclaredRecord& outer = builder.api.records.at("shop::Wrap<shop::Todo>");
  outer.name = "shop::Wrap";
  outer.cpp_namespace = "shop";
  outer.arguments = {own("shop::Todo")};
  frontend::DeclaredRecord& inner = builder.api.records.at("shop::Wrap<shop::Todo>::Info");
  inner.name = "shop::Wrap::Info";
  inner.cpp_namespace = "shop";
  DeclaredType instance = own("shop::Wrap<shop::Todo>");
  instance.name = "shop::Wrap";
  instance.arguments = outer.arguments;
  inner.outer = {instance};
  builder.add_function("shop::put", own("shop::Wrap<shop::Todo>::Info"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  CHECK(struct_names(analyse(builder.api)) == std::set<std::string>{"WrapTodoInfo WrapTodoInfo"});
}

TEST_CASE("names: clashing types are all qualified", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::billing::Todo", {}).add_struct("shop::crm::Todo", {});
  builder.add_function("shop::billing::put", own("shop::billing::Todo"), builtin("void"));
  builder.add_function("shop::crm::put", own("shop::crm::Todo"), builtin("void"));
  builder.add_routes(
      {route("post", "/a", "shop::billing::put"), route("post", "/b", "shop::crm::put")});
  const Analysed result = analyse(builder.api);
  CHECK(struct_names(result) ==
        std::set<std::string>{"BillingTodo BillingTodo", "CrmTodo CrmTodo"});
  REQUIRE(result.api);
  CHECK(result.api->cpp_namespace == "shop");
  CHECK(result.api->functions[0].input_name == "BillingPutInput");
  CHECK(model::base(result.api->doors[1]).name == "crm_put");
  CHECK(model::base(result.api->doors[1]).wire_name == "crmPut");
}

TEST_CASE("names: a struct of two shapes has an input name", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::Todo",
                     {field_with_default("done", builtin("bool"),
                                         {.value = frontend::BooleanValue{false}, .range = {}})});
  builder.add_struct("shop::Box", {field("todos", library("std::vector", {own("shop::Todo")}))});
  builder.add_struct("shop::Filter", {field_with_default("limit", builtin("int"), integer(1))});
  builder.add_function("shop::echo", own("shop::Box"), own("shop::Box"))
      .add_function("shop::list", own("shop::Filter"), builtin("void"));
  builder.add_routes({route("post", "/a", "shop::echo"), route("get", "/b", "shop::list")});
  CHECK(struct_names(analyse(builder.api)) ==
        std::set<std::string>{"Box BoxInput", "Filter Filter", "Todo TodoInput"});
}

TEST_CASE("names: a generated name may be that of the very type", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::PutInput", {})
      .add_function("shop::put", own("shop::PutInput"), builtin("void"));
  builder.add_routes({route("post", "/in", "shop::put")});
  CHECK(analyse(builder.api).messages == Messages{});
}

TEST_CASE("order: tables follow the source", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::Zebra", {})
      .add_struct("shop::Ant", {})
      .add_struct("shop::In", {field("a", own("shop::Ant")), field("z", own("shop::Zebra"))});
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  const Analysed result = analyse(builder.api);
  REQUIRE(result.api);
  CHECK(result.api->structs[0].name == "Zebra");
  CHECK(result.api->structs[1].name == "Ant");
  CHECK(std::get<model::StructReference>(
            result.api->types[result.api->structs[2].fields[0].type].kind)
            .index == 1);
}

}  // namespace
}  // namespace vgen::tool::test
