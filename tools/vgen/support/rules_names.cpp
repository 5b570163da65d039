#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation rows[] = {
    {Rule::type_name_clash, "VG5001", "type_name_clash", Severity::error, "two types of one name",
     R"(Types of one name in two namespaces are told apart by their namespaces, `BillingTodo` and `CrmTodo`. Here even that gives one name.

    namespace a { struct BTodo {}; namespace b { struct Todo {}; } }
    namespace c { struct BTodo {}; struct Todo {}; }
)"},
    {Rule::generated_name_clash, "VG5002", "generated_name_clash", Severity::error,
     "a generated name that is taken",
     R"(Every function `get_todo` has the names `GetTodoInput` and `GetTodoOutput` in generated code, and a struct whose input and output
shapes differ has `TodoInput` for its input. Such a name may be yours only if it names that very type.

    struct GetTodoOutput { int other{}; };           // refused beside APIFunction<GetTodo, Todo> get_todo
)"},
    {Rule::several_services, "VG5003", "several_services", Severity::error,
     "two types of Services or of Session",
     R"(The functions of one run share one Services and one Session type. Generate two APIs in two runs otherwise.

    template <class In, class Out>
    using APIFunction = vgen::APIFunction<In, Out, Services, Session>;      // used for every function
)"},
    {Rule::no_common_namespace, "VG5004", "no_common_namespace", Severity::error,
     "functions without a common namespace",
     R"(The innermost common namespace of all functions is the API's name: in generated code, in documents, in problem types.

    APIFunction<GetTodo, Todo> get_todo;             // refused at global scope
    namespace todo { APIFunction<GetTodo, Todo> get_todo; }
)"},
    {Rule::overloaded_function, "VG5005", "overloaded_function", Severity::error,
     "two functions of one name",
     R"(A function's name is the name of an operation, so it cannot be overloaded.

    APIFunction<GetTodo, Todo> get;
    APIFunction<GetUser, User> get;                  // refused
    APIFunction<GetUser, User> get_user;
)"},
    {Rule::duplicate_member, "VG5006", "duplicate_member", Severity::error,
     "two members of one name in JSON",
     R"(Members of bases and of the struct itself, with @rename applied, stand side by side in one JSON object.

    int id{};
    int number{};  ///< @rename id                   // refused
)"},
    {Rule::duplicate_enumerator, "VG5007", "duplicate_enumerator", Severity::error,
     "two enumerators of one name in JSON",
     R"(@rename must leave the names of an enum's enumerators different.

    enum class Size {
      small,
      little,  ///< @rename small                    // refused
    };
)"},
    {Rule::unnamed_parameter, "VG5008", "unnamed_parameter", Severity::error,
     "an argument without a name",
     R"(The arguments of an inline input are members of the input, by their names.

    RPC<bool(int)> set_priority;                     // refused
    RPC<bool(int priority)> set_priority;
)"},
};

}  // namespace

std::span<const RuleInformation> names() {
  return rows;
}

}  // namespace vgen::tool::rule_families
