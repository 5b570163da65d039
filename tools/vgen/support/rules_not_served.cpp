#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation rows[] = {
    {Rule::function_form_not_served, "VG9002", "function_form_not_served", Severity::error,
     "a form of function that is not served yet",
     R"(This version serves API functions and the handlers of channels. Subscriptions and scheduled
tasks are planned.
)"},
    {Rule::rpc_arguments_not_served, "VG9004", "rpc_arguments_not_served", Severity::error,
     "a function with several arguments as a method of RPC",
     R"(This version reads one input from the parameters of a call. Arguments by their places are
planned. Until then declare one struct as the input.

    RPCSessionless<bool(TodoId id, bool done)> set_done;           // refused in an RpcRoute
    APIFunctionSessionless<SetDone, bool> set_done;
)"},
    {Rule::schedule_not_served, "VG9005", "schedule_not_served", Severity::error,
     "schedules are not served yet",
     R"(This version serves HTTP routes. Schedules are planned.
)"},
    {Rule::security_not_served, "VG9006", "security_not_served", Severity::error,
     "security schemes are not served yet",
     R"(In this version sessions come only from your own function, which you pass to `api()`.
Schemes are planned.
)"},
    {Rule::blocking_not_served, "VG9010", "blocking_not_served", Severity::error,
     ".blocking is not served yet",
     R"(The worker pool is planned. Until then synchronous functions run on the connection's thread.
)"},
};

}  // namespace

std::span<const RuleInformation> not_served() {
  return rows;
}

}  // namespace vgen::tool::rule_families
