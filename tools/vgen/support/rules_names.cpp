#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation names_rules[] = {
    {Rule::type_name_clash, "VG5001", "type_name_clash", Severity::error,
     "two types with the same name",
     R"(If two types in different namespaces have the same name, generated names include the
namespace: `BillingTodo` and `CrmTodo`. Here even these names are the same.

    namespace a { struct BTodo {}; namespace b { struct Todo {}; } }
    namespace c { struct BTodo {}; struct Todo {}; }
)"},
    {Rule::generated_name_clash, "VG5002", "generated_name_clash", Severity::error,
     "a generated name that is already used",
     R"(The generated code uses the names `GetTodoInput` and `GetTodoOutput` for every function
`get_todo`. It uses `TodoInput` for the input of a struct whose input and output shapes
differ. Such a name may be yours only if it names that very type.

    // Refused beside APIFunction<GetTodo, Todo> get_todo:
    struct GetTodoOutput { int other{}; };
)"},
    {Rule::several_services, "VG5003", "several_services", Severity::error,
     "two Services types or two Session types",
     R"(All functions of one run share one Services type and one Session type. To generate two APIs,
run vgen twice.

    template <class In, class Out>
    using APIFunction = vgen::APIFunction<In, Out, Services, Session>;  // used for every function
)"},
    {Rule::no_common_namespace, "VG5004", "no_common_namespace", Severity::error,
     "functions without a common namespace",
     R"(The innermost common namespace of all functions is the name of the API in generated code, in
documents and in problem types.

    APIFunction<GetTodo, Todo> get_todo;             // refused at global scope
    namespace todo { APIFunction<GetTodo, Todo> get_todo; }
)"},
    {Rule::overloaded_function, "VG5005", "overloaded_function", Severity::error,
     "two functions with the same name",
     R"(A function's name is the name of an operation, so it cannot be overloaded.

    APIFunction<GetTodo, Todo> get;
    APIFunction<GetUser, User> get;                  // refused
    APIFunction<GetUser, User> get_user;
)"},
    {Rule::duplicate_member, "VG5006", "duplicate_member", Severity::error,
     "two members with the same name in JSON",
     R"(One JSON object holds the members of the struct and of its bases, so their names must differ
after @rename is applied.

    int id{};
    int number{};  ///< @rename id                   // refused

A path parameter and a member of the body may have the same name: make the body a member of the
input.

    struct ReplaceTodo { TodoId id{}; Todo todo; };  // and .body = &ReplaceTodo::todo in the route
)"},
    {Rule::duplicate_enumerator, "VG5007", "duplicate_enumerator", Severity::error,
     "two enumerators with the same name in JSON",
     R"(The names of an enum's enumerators must differ after @rename is applied.

    enum class Size {
      small,
      little,  ///< @rename small                    // refused
    };
)"},
    {Rule::unnamed_parameter, "VG5008", "unnamed_parameter", Severity::error,
     "an argument without a name",
     R"(The arguments of an inline input become members of the input, so they need names.

    RPC<bool(int)> set_priority;                     // refused
    RPC<bool(int priority)> set_priority;
)"},
};

}  // namespace

std::span<const RuleInformation> names() {
  return names_rules;
}

}  // namespace vgen::tool::rule_families
