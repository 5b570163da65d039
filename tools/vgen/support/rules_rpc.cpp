#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation rpc_rules[] = {
    {Rule::rpc_name, "VG4201", "rpc_name", Severity::error,
     "a method of RPC that clients cannot name",
     R"(The name of a method becomes the name of a function in clients. It begins with a letter and
has letters, digits and '_'. Names that begin with '.' belong to the protocol.

    inline constexpr vgen::RpcRoute rpc[] = {{.name = "get todo", .func = get_todo}};     // refused
    inline constexpr vgen::RpcRoute rpc[] = {{.name = "getTodo", .func = get_todo}};
)"},
    {Rule::duplicate_rpc_name, "VG4202", "duplicate_rpc_name", Severity::error,
     "two methods of RPC with one name",
     R"(The name of a call selects the function, so each name is used once. A function may have
several names.

    inline constexpr vgen::RpcRoute rpc[] = {
        {.name = "get", .func = get_todo}, {.name = "get", .func = get_list}};     // refused
    inline constexpr vgen::RpcRoute rpc[] = {
        {.name = "getTodo", .func = get_todo}, {.name = "getList", .func = get_list}};
)"},
    {Rule::subscription_item, "VG4203", "subscription_item", Severity::error,
     "a subscription whose items are not values",
     R"(The second argument of APISubscription is the type of one item. The subscription itself is
always a coroutine, so it is not a Task, and it answers an error by throwing it.

    APISubscription<GetTodo, vgen::Task<Todo>> watch_todo;              // refused
    APISubscription<GetTodo, vgen::Result<Todo, NotFound>> watch_todo;  // refused
    APISubscription<GetTodo, Todo> watch_todo;
)"},
};

}  // namespace

std::span<const RuleInformation> rpc() {
  return rpc_rules;
}

}  // namespace vgen::tool::rule_families
