#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation routes_rules[] = {
    {Rule::unreadable_value, "VG3001", "unreadable_value", Severity::error,
     "a setting that vgen cannot read from the source",
     R"(vgen reads the wiring but does not run it. Settings are literals, enumerators, functions,
members and lists of these.

    {.path = "/todos", .func = list_todos, .status = ok_status()},   // refused
    {.path = "/todos", .func = list_todos, .status = 200},
)"},
    {Rule::missing_setting, "VG3002", "missing_setting", Severity::error,
     "a route without a path or a function",
     R"(A route needs a path and a function.

    {.method = vgen::Method::get, .path = "/todos"},                        // refused
    {.method = vgen::Method::get, .path = "/todos", .func = list_todos},
)"},
    {Rule::path_syntax, "VG3003", "path_syntax", Severity::error, "a path that is not well formed",
     R"(A path begins with '/' and has no empty segment, no query and no space. A parameter is a
name in braces. A segment may have several of them with text between. {name...} takes the
rest of the path, so it is the last segment. The path of a route in a group may be empty.

    .path = "/todos//{id}"           // refused
    .path = "/{owner}{name}"         // refused
    .path = "/files/{path...}/raw"   // refused
    .path = "/todos/{id}.json"
    .path = "/compare/{base}...{head}"
    .path = "/raw/{path...}"
)"},
    {Rule::unknown_path_parameter, "VG3004", "unknown_path_parameter", Severity::error,
     "a path parameter that is not a member of the input",
     R"(Each parameter in braces is read into the member of the same name in the function's input.

    struct GetTodo { std::int64_t id{}; };
    .path = "/todos/{idd}"           // refused
    .path = "/todos/{id}"
)"},
    {Rule::repeated_path_parameter, "VG3005", "repeated_path_parameter", Severity::error,
     "a path parameter that is used twice",
     R"(A member is read from one place of a path only.

    .path = "/lists/{id}/todos/{id}"                 // refused
    .path = "/lists/{list_id}/todos/{id}"
)"},
    {Rule::parameter_type, "VG3006", "parameter_type", Severity::error,
     "a parameter that is not a scalar",
     R"(Path, query, headers and cookies carry text: scalars, strings, enums and time points.
Outside the path, lists of these are allowed too. A path parameter cannot be optional,
because nothing in a path can be absent. The rest of a path, {name...}, is a string.
Structs and maps belong in the body.

    // Refused with GET, where members are read from the query:
    struct ListTodos { Filter filter; };
    struct ListTodos { std::optional<bool> done{}; std::vector<std::string> labels = {}; };
)"},
    {Rule::duplicate_route, "VG3007", "duplicate_route", Severity::error,
     "two routes with the same method and path",
     R"(Two paths that differ only in the names of their parameters are the same path.

    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = vgen::Method::get, .path = "/todos/{slug}", .func = find_todo},           // refused
    {.method = vgen::Method::get, .path = "/todos/by-slug/{slug}", .func = find_todo},
)"},
    {Rule::path_parameter_names, "VG3008", "path_parameter_names", Severity::error,
     "one path with different parameter names",
     R"(OpenAPI lists each path once, with one set of parameter names for all its methods.

    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo},
    {.method = vgen::Method::del, .path = "/todos/{todo_id}", .func = delete_todo},      // refused
    {.method = vgen::Method::del, .path = "/todos/{id}", .func = delete_todo},
)"},
    {Rule::foreign_member, "VG3009", "foreign_member", Severity::error,
     "a member of a struct that is not the input",
     R"(.query, .headers and .cookies say where members of the function's own input are read from.

    .func = list_todos, .query = {&CreateTodo::title}                       // refused
    .func = list_todos, .query = {&ListTodos::label}
)"},
    {Rule::member_bound_twice, "VG3010", "member_bound_twice", Severity::error,
     "a member that is read from two places",
     R"(Each member is read from one place.

    .path = "/todos/{id}", .query = {&GetTodo::id}                          // refused
    .path = "/todos/{id}"
)"},
    {Rule::header_name, "VG3011", "header_name", Severity::error, "a name that HTTP does not allow",
     R"(The names of headers and cookies consist of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110).

    .headers = {{"Idempotency Key", &CreateTodo::key}}                      // refused
    .headers = {{"Idempotency-Key", &CreateTodo::key}}
)"},
    {Rule::reserved_header, "VG3012", "reserved_header", Severity::error,
     "a header that HTTP itself uses",
     R"(The server reads Content-Type, Accept and Authorization itself, and OpenAPI ignores them as
parameters. To read Cookie, use .cookies. The other reserved headers belong to the
transport.

    .headers = {{"Authorization", &GetTodo::token}}                         // refused
    .headers = {{"X-Token", &GetTodo::token}}
)"},
    {Rule::input_without_body, "VG3013", "input_without_body", Severity::error,
     "an input that needs a body on GET or DELETE",
     R"(An input that is not a struct is the whole body, and GET and DELETE have no body.

    APIFunction<std::vector<int>, Todo> sum;         // refused with GET
    struct Sum { std::vector<int> numbers; };        // ?numbers=1&numbers=2
)"},
    {Rule::session_without_auth, "VG3014", "session_without_auth", Severity::error,
     "an .auth setting that the functions contradict",
     R"(A function that takes a session by reference needs one, so its route cannot have .auth =
false. If no function of the API takes a Session, no request has one, so .auth = true would
refuse every request.

    APIFunction<GetTodo, Todo> get_todo;             // refused with .auth = false
    APIFunctionOptionalSession<GetTodo, Todo> get_todo;
    APIFunctionSessionless<GetTodo, Todo> get_todo;  // .auth = true needs a Session in the API
)"},
    {Rule::status_range, "VG3015", "status_range", Severity::error,
     "a status that does not mean success",
     R"(.status is the status of a successful answer, 200 to 299. Other outcomes are declared
errors. To redirect, use `call.redirect()`.

    .func = get_todo, .status = 404                  // refused
    vgen::Result<Todo, NotFound>                     // with NotFound::status = 404
)"},
    {Rule::status_without_body, "VG3016", "status_without_body", Severity::error,
     "a result with a status that has no body",
     R"(Answers of status 204 and 205 have no body, so the result would be lost.

    APIFunction<DeleteTodo, Todo> delete_todo;       // refused with .status = 204
    APIFunction<DeleteTodo, void> delete_todo;
)"},
    {Rule::second_route_name, "VG3017", "second_route_name", Severity::error,
     "a second route without a name",
     R"(The first route of a function has the function's name. A second route needs its own name.

    // Refused beside a PATCH:
    {.method = vgen::Method::put, .path = "/todos/{id}", .func = update_todo},
    {.method = vgen::Method::put, .path = "/todos/{id}", .func = update_todo, .name = "put_todo"},
)"},
    {Rule::duplicate_operation, "VG3018", "duplicate_operation", Severity::error,
     "two operations with the same name",
     R"(The operation's name is the function's name in clients. So each name must be unique, also
after `get_todo` becomes `getTodo`.

    .func = find_todo, .name = "get_todo"            // refused beside get_todo
    .func = find_todo, .name = "find_todo"
)"},
    {Rule::operation_name, "VG3019", "operation_name", Severity::error,
     "an operation name that is not an identifier",
     R"(The operation's name becomes a function's name in clients.

    .name = "get-todo"                               // refused
    .name = "get_todo"
)"},
    {Rule::empty_tag, "VG3020", "empty_tag", Severity::error, "an empty tag",
     R"(Tags group operations in the documents and become modules of the TypeScript client. Without
.tags, the first segment of the path is the tag.

    .tags = {""}                                     // refused
    .tags = {"todos"}
)"},
    {Rule::not_an_api_function, "VG3021", "not_an_api_function", Severity::error,
     "a function that is not declared for vgen",
     R"(Routes lead to functions that are declared through one of vgen's forms.

    Todo get_todo(Services&, GetTodo);               // refused
    APIFunctionSessionless<GetTodo, Todo> get_todo;
)"},
    {Rule::unwired_function, "VG3022", "unwired_function", Severity::warning,
     "a function without a route",
     R"(The function is declared, but no route uses it, so nobody can call it.

    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo},
)"},
    {Rule::repeated_parameter_name, "VG3023", "repeated_parameter_name", Severity::error,
     "two parameters with the same name in the same place",
     R"(Two members cannot be read from the same header, cookie or query parameter. The case of
header names does not matter.

    .headers = {{"X-Key", &In::key}, {"x-key", &In::other}}                 // refused
    .headers = {{"X-Key", &In::key}, {"X-Other", &In::other}}
)"},
    {Rule::misplaced_wiring, "VG3024", "misplaced_wiring", Severity::error,
     "routes where vgen does not read them",
     R"(vgen reads routes from constants of a namespace: one route, an array, a std::array. It does
not read what a function, a class or another container holds. It reports such a place if a
function has no route.

    inline auto routes() { constexpr vgen::HttpRoute http[] = {…}; … }      // refused
    inline constexpr vgen::HttpRoute http[] = {…};
    inline constexpr std::array more{vgen::HttpRoute{…}, vgen::HttpRoute{…}};
)"},
    {Rule::foreign_path_syntax, "VG3025", "foreign_path_syntax", Severity::warning,
     "a path parameter in the form of another framework",
     R"(A parameter is a name in braces. A segment that begins with ':' or '*' is text: only a
request with that very text reaches the route.

    .path = "/todos/:id"             // warned of
    .path = "/todos/{id}"
)"},
    {Rule::mutable_wiring, "VG3026", "mutable_wiring", Severity::error,
     "routes in a variable that is not constant",
     R"(vgen reads routes when it generates, so they must not change later. A variable that is
neither `inline` nor `constexpr` would also be defined once in each source that includes the
header, which the linker refuses.

    vgen::HttpRoute http[] = {…};                    // refused
    inline constexpr vgen::HttpRoute http[] = {…};
)"},
    {Rule::too_many_items, "VG3027", "too_many_items", Severity::error,
     "a list of a route with too many items",
     R"(The lists of a route have room for a fixed number of items: 8 tags, 16 members each for
.query, .headers and .cookies, 32 routes of a group.

    .tags = {"a", "b", "c", "d", "e", "f", "g", "h", "i"}                   // refused
    .tags = {"a", "b"}
)"},
    {Rule::ambiguous_path, "VG3028", "ambiguous_path", Severity::error,
     "two paths that fit the same requests",
     R"(The router tries text first, then segments with text and parameters, then a whole
parameter, then the rest of a path. Of two segments with text and parameters, it tries the
one with more text first, then the one with fewer parameters. If that does not decide, no
request may fit both.

    .path = "/size/{width}x{height}", .path = "/size/{name}-{unit}"         // refused: "1x2-3"
    .path = "/size/{width}x{height}", .path = "/size/named/{name}-{unit}"
)"},
    {Rule::stream_setting, "VG3029", "stream_setting", Severity::error,
     "a setting that a stream does not have",
     R"(A subscription on an HTTP route answers with a stream of items. Browsers read one only if
its status is 200. It has no limit of time: it ends with its function or its client. The position
after which a client continues is `stream.last_id()`.

    APISubscriptionSessionless<GetTodo, Todo> watch_todo;
    {.path = "/todos/{id}/watch", .func = watch_todo, .status = 201},       // refused
    {.path = "/todos/{id}/watch", .func = watch_todo, .timeout = 5000},     // refused
    {.path = "/todos/{id}/watch", .func = watch_todo},
)"},
    {Rule::form_setting, "VG3030", "form_setting", Severity::error,
     "a form that pages could not send",
     R"(With .form a route also takes application/x-www-form-urlencoded, which has only names and
texts. So its body must be members that are scalars, strings, enums or lists of these, and none
may be null. A route whose body has files takes multipart/form-data only.

    struct CreateTodo { std::string title; Place place; };
    {.method = Method::post, .path = "/todos", .func = create_todo, .form = true}      // refused
    struct CreateTodo { std::string title; std::vector<std::string> labels; };
)"},
    {Rule::body_member, "VG3031", "body_member", Severity::error,
     "a member that cannot be the whole body",
     R"(.body names the member whose value is the JSON body. The other members come from the path,
the query, headers and cookies. So the method must have a body, and the body cannot be a form at
the same time.

    struct ReplaceTodo { TodoId id{}; Todo todo; };
    {.method = Method::get, .path = "/todos/{id}", .func = replace_todo,
     .body = &ReplaceTodo::todo},                                           // refused
    {.method = Method::put, .path = "/todos/{id}", .func = replace_todo,
     .body = &ReplaceTodo::todo},
)"},
    {Rule::media_type, "VG3032", "media_type", Severity::error,
     "media types that do not fit a route",
     R"(With .body_types the body is a text or bytes: the whole input or the member of .body, a
std::string or std::vector<std::byte>. With .answer_types the function returns one of these, or it
returns void and calls call.set_body() or call.file(). A media type is "type/subtype", or a range
such as "image/*" or "*/*".

    struct Note { std::string name; std::string text; };
    {.method = Method::put, .path = "/notes/{name}", .func = put_note,
     .body_types = {"text/plain"}},                                         // refused: no .body
    {.method = Method::put, .path = "/notes/{name}", .func = put_note, .body = &Note::text,
     .body_types = {"text/plain"}},
)"},
};

}  // namespace

std::span<const RuleInformation> routes() {
  return routes_rules;
}

}  // namespace vgen::tool::rule_families
