#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation rows[] = {
    {Rule::subscription_not_served, "VG9003", "subscription_not_served", Severity::error,
     "a subscription on an HTTP route",
     R"(This version serves subscriptions as methods of RPC. Server-sent events are planned.

    APISubscriptionSessionless<GetTodo, Todo> watch_todo;
    inline constexpr vgen::HttpRoute http[] = {
        {.path = "/todos/{id}/watch", .func = watch_todo}};                                // refused
    inline constexpr vgen::RpcRoute rpc[] = {{.name = "watchTodo", .func = watch_todo}};
)"},
};

}  // namespace

std::span<const RuleInformation> not_served() {
  return rows;
}

}  // namespace vgen::tool::rule_families
