#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation rows[] = {
    {Rule::function_form_not_served, "VG9002", "function_form_not_served", Severity::error,
     "a form of function that is not served yet",
     R"(This version serves API functions, subscriptions and the handlers of channels. Scheduled tasks
are planned.
)"},
    {Rule::schedule_not_served, "VG9005", "schedule_not_served", Severity::error,
     "schedules are not served yet",
     R"(This version serves HTTP routes. Schedules are planned.
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
