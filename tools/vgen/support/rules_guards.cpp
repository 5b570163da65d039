#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation guards_rules[] = {
    {Rule::permission_function, "VG4301", "permission_function", Severity::error,
     "a function that cannot be a permission",
     R"(A permission says whether the session allows a call. It takes the services, the input of the
function if it needs it, and the session, and returns bool or Task<bool>. A permission of
vgen::Global cannot take an input, because it holds for every route.

    bool is_member(Services&, const Session& session);
    vgen::Task<bool> owns_todo(Services&, const EditTodo& in, const Session& session);
    .permissions = {{is_member, owns_todo}}
)"},
    {Rule::permission_without_session, "VG4302", "permission_without_session", Severity::error,
     "permissions where no session is needed",
     R"(A permission asks the session, so its route must need one: its function takes a session, or
the route has .auth = true. A function with an optional session is also called without one.

    {.path = "/news", .func = list_news, .permissions = {{is_member}}}                  // refused
    {.path = "/news", .func = list_news, .auth = true, .permissions = {{is_member}}}
)"},
    {Rule::empty_permissions, "VG4303", "empty_permissions", Severity::error,
     "an alternative without permissions",
     R"({{a, b}, {c}} means (a and b) or c. An alternative with no permission would allow everybody,
so all others would mean nothing.

    .permissions = {{is_member}, {}}       // refused
    .permissions = {{is_member}}
)"},
    {Rule::security_scheme, "VG4401", "security_scheme", Severity::error,
     "a security scheme that cannot be used",
     R"(vgen::Security lists each scheme once. It finds sessions, so a function has to take one.
The name of a header or cookie consists of letters, digits and marks such as '-'.

    inline constexpr vgen::Security security{
        .schemes = {vgen::bearer_jwt(), vgen::api_key("X-API-Key")}};
)"},
    {Rule::session_type, "VG4402", "session_type", Severity::error,
     "a session that cannot be read from a token",
     R"(The members of the session are read from the claims of a token, or from a cookie. So vgen
needs its definition: a struct in one of the headers that it reads.

    struct Session;                              // refused: where is it defined?
    struct Session { std::string user; };
)"},
};

}  // namespace

std::span<const RuleInformation> guards() {
  return guards_rules;
}

}  // namespace vgen::tool::rule_families
