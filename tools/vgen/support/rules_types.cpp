#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation types_rules[] = {
    {Rule::raw_pointer, "VG1001", "raw_pointer", Severity::error,
     "a raw pointer cannot cross the wire",
     R"(A pointer does not show who owns the object, nor whether it may be null. Declare what you
mean:

    Todo* todo;                      // refused
    std::optional<Todo> todo{};      // may be absent
    std::vector<Todo> todos;         // many
)"},
    {Rule::reference, "VG1002", "reference", Severity::error, "a reference cannot cross the wire",
     R"(A value that is read from a message must own its parts. Declare the value itself:

    const std::string& title;        // refused
    std::string title;
)"},
    {Rule::callback, "VG1003", "callback", Severity::error, "a function is not data",
     R"(Functions, std::function and member pointers have no JSON form. Leave the member out of the
types that cross the wire, or send a value from which the other side can choose.

    std::function<void()> done;      // refused
    bool done = false;
)"},
    {Rule::shared_ownership, "VG1004", "shared_ownership", Severity::error,
     "shared ownership has no JSON form",
     R"(JSON is a tree: a node that two parents share would arrive as two nodes. Own each part once:

    std::vector<std::shared_ptr<Node>> children;   // refused
    // A std::vector of its own type makes a struct recursive.
    std::vector<Node> children;
)"},
    {Rule::union_type, "VG1005", "union_type", Severity::error, "a union cannot cross the wire",
     R"(vgen cannot know which member of a union holds the value. Give each possibility its own
member:

    union { int number; float ratio; };            // refused
    std::optional<int> number{};
    std::optional<float> ratio{};
)"},
    {Rule::bit_field, "VG1006", "bit_field", Severity::error, "a bit-field cannot cross the wire",
     R"(Use a whole integer type, and give its range with tags:

    unsigned level : 3;              // refused
    std::uint8_t level{};            ///< @maximum 7
)"},
    {Rule::incomplete_type, "VG1007", "incomplete_type", Severity::error,
     "a type that is declared but not defined",
     R"(vgen reads the members of every type that crosses the wire, so its definition must be in the
parsed headers. Only Services and Session may be defined elsewhere.

    struct Todo;                     // refused as a member or result
    struct Todo { std::string title; };
)"},
    {Rule::not_an_aggregate, "VG1008", "not_an_aggregate", Severity::error,
     "a class that is not a plain struct",
     R"(Types that cross the wire are aggregates: public members, no constructors of their own,
nothing virtual. A class with invariants can be made from such a struct inside the function.

    class Money { public: explicit Money(int cents); private: int cents_; };   // refused
    struct Money { int cents{}; };
)"},
    {Rule::library_type, "VG1009", "library_type", Severity::error,
     "a library type without a JSON form",
     R"(vgen knows a fixed list of library types:

    std::string, std::string_view (in outputs)       strings
    std::vector, list, deque, array, span            lists
    std::set, unordered_set                          lists in which no item is repeated
    std::map, unordered_map                          objects; keys are strings, enums or integers
    std::optional, vgen::Nullable, vgen::Patch       absent, null
    std::unique_ptr, vgen::Box                       the value itself; they make types recursive
    std::variant                                     one of several types
    std::tuple, std::pair                            lists with a type for each position
    std::chrono: sys_time, year_month_day, duration  date-time, date, a count
    std::vector<std::byte>, std::array<std::byte, N> base64
    std::filesystem::path, std::monostate            a string, null
    boost::uuids::uuid, nlohmann::json               a string, any JSON value

    std::queue<Todo> waiting;        // refused
    std::deque<Todo> waiting;
)"},
    {Rule::character_type, "VG1010", "character_type", Severity::error,
     "a character is neither a number nor text",
     R"(`char` could mean a letter or a small number. Say which:

    char initial;                    // refused
    std::string initial;             ///< @minLength 1 @maxLength 1
    std::int8_t delta{};
)"},
    {Rule::number_type, "VG1011", "number_type", Severity::error,
     "a number type that JSON cannot carry",
     R"(`long double` and 128-bit integers have more digits than JSON readers keep. Use `double` or
an integer of at most 64 bits.

    long double ratio{};             // refused
    double ratio{};
)"},
    {Rule::wide_string, "VG1012", "wide_string", Severity::error,
     "text must be UTF-8 in std::string",
     R"(JSON is UTF-8. Convert wide strings before they reach the API.

    std::wstring name;               // refused
    std::string name;
)"},
    {Rule::view_in_input, "VG1013", "view_in_input", Severity::error, "a view in an input",
     R"(std::string_view and std::span refer to memory that something else owns. An input owns its
values, so views are for outputs only.

    struct CreateTodo { std::string_view title; };   // refused
    struct CreateTodo { std::string title; };
)"},
    {Rule::map_key, "VG1014", "map_key", Severity::error,
     "a map key that is not a string, enum or integer",
     R"(The members of a JSON object are named by strings. Use std::string, an enum or an integer as
the key, or a list of pairs.

    std::map<double, Todo> by_weight;                // refused
    struct Weighed { double weight{}; Todo todo; };
    std::vector<Weighed> by_weight;
)"},
    {Rule::set_item, "VG1015", "set_item", Severity::error, "a set of structs or containers",
     R"(vgen looks for equal items while it reads a message, so a set holds scalars, strings and
enums only. Use a std::vector for other items.

    std::set<Todo> todos;            // refused
    std::vector<Todo> todos;
)"},
    {Rule::misplaced_optional, "VG1016", "misplaced_optional", Severity::error,
     "std::optional outside of a member",
     R"(std::optional<T> means a member that may be absent. An item of a list, a value of a map, an
input or a result cannot be absent.

    std::vector<std::optional<int>> numbers;         // refused
    std::vector<int> numbers;
    APIFunction<In, std::optional<Todo>> find;       // refused
    APIFunction<In, vgen::Result<Todo, NotFound>> find;
)"},
    {Rule::clock, "VG1017", "clock", Severity::error,
     "a time point that is not of the system clock",
     R"(Only the system clock has a calendar. The time of a steady clock means nothing on another
machine.

    std::chrono::steady_clock::time_point at;        // refused
    std::chrono::sys_seconds at{};
)"},
    {Rule::empty_enum, "VG1018", "empty_enum", Severity::error, "an enum without enumerators",
     R"(An enum crosses the wire as the name of an enumerator, so it needs at least one. For a
number with a name of its own, use an alias of an integer:

    enum class TodoId : int {};      // refused
    using TodoId = int;
)"},
    {Rule::equal_enumerators, "VG1019", "equal_enumerators", Severity::error,
     "two enumerators with the same value",
     R"(An enum crosses the wire by name, so each value must have exactly one name.

    enum class Size { small, large, big = large };   // refused
    enum class Size { small, large };
)"},
    {Rule::unknown_type, "VG1020", "unknown_type", Severity::error, "a type without a JSON form",
     R"(vgen does not know how to write this type as JSON. Use a struct, an enum, a scalar, a string
or a container of these.

    std::nullptr_t nothing;          // refused
)"},
    {Rule::const_member, "VG1021", "const_member", Severity::error,
     "a const member cannot be filled in",
     R"(vgen reads values into the members one by one, so a member cannot be `const`. Make the
variable that holds the struct `const` instead.

    const std::string title;         // refused
    std::string title;
)"},
    {Rule::base_class, "VG1022", "base_class", Severity::error, "a base that is not a plain struct",
     R"(The members of bases become members of the JSON object, so a base must be a struct of your
own.

    struct Names : std::vector<std::string> {};      // refused
    struct Names { std::vector<std::string> list; };
)"},
    {Rule::void_value, "VG1023", "void_value", Severity::error, "void where a value is needed",
     R"(`void` may be the whole input or the whole result of a function, and nothing else.

    APIFunction<In, std::vector<void>> list;         // refused
)"},
    {Rule::repeated_alternative, "VG1024", "repeated_alternative", Severity::error,
     "a variant with the same type twice",
     R"(The JSON form shows which alternative of a variant is meant, and two alternatives of one
type have the same form. Make each a struct:

    std::variant<std::string, std::string> contact;  // refused
    struct Mail { std::string address; };
    struct Phone { std::string number; };
    std::variant<Mail, Phone> contact;
)"},
    {Rule::ambiguous_alternatives, "VG1025", "ambiguous_alternatives", Severity::error,
     "alternatives of a variant that look the same in JSON",
     R"(A discriminator shows which struct is meant. Every other alternative needs its own kind of
JSON value: null, boolean, number, string, array or object. With @untagged, the members show
which struct is meant: for every two structs, one needs a required member that the other
does not have, or that has another kind of value there.

    std::variant<int, double> amount;                // refused: both are numbers
    std::variant<int, std::string> amount;

    /// @untagged
    using Shape = std::variant<Circle, Square>;      // refused if both have the same members
)"},
    {Rule::discriminator_clash, "VG1026", "discriminator_clash", Severity::error,
     "a member with the name of the discriminator",
     R"(A variant of structs writes the name of the alternative into a member of its own. This
member is `type`, unless @discriminator gives another name.

    struct Card { std::string type; };
    using Payment = std::variant<Card, Transfer>;    // refused

    /// @discriminator method
    using Payment = std::variant<Card, Transfer>;
)"},
    {Rule::repeated_tag_value, "VG1027", "repeated_tag_value", Severity::error,
     "two alternatives with the same name",
     R"(The discriminator of a variant holds the name of the struct. If two structs have the same
name, give one of them another name on the wire:

    std::variant<crm::Note, billing::Note> note;     // refused

    /// @rename billing_note
    struct Note { … };
)"},
    {Rule::double_null, "VG1028", "double_null", Severity::error, "null with two meanings",
     R"(Nullable<T> and Patch<T> use null for "no value", so T cannot use null for something else.

    vgen::Nullable<nlohmann::json> extra;            // refused: JSON's null is one of its values
    nlohmann::json extra;
)"},
    {Rule::endless_type, "VG1029", "endless_type", Severity::error,
     "a struct that holds itself without end",
     R"(Every value of the struct would need another one inside. Make the inner one optional, or put
it into a list:

    struct Node { std::unique_ptr<Node> next; };                     // refused
    struct Node { std::optional<std::unique_ptr<Node>> next{}; };
    struct Node { std::vector<Node> children; };
)"},
    {Rule::error_type, "VG1030", "error_type", Severity::error,
     "a declared error that is not a struct",
     R"(The errors of a Result are structs with a status. Their members give the details to the
client.

    vgen::Result<Todo, std::string>                  // refused
    struct NotFound { static constexpr int status = 404; std::int64_t id{}; };
    vgen::Result<Todo, NotFound>
)"},
    {Rule::error_status, "VG1031", "error_status", Severity::error,
     "a declared error without a status of 400 to 599",
     R"(Each declared error has one HTTP status, which also identifies it on channels and in RPC.

    struct NotFound { std::int64_t id{}; };          // refused
    struct NotFound { static constexpr int status = 404; std::int64_t id{}; };
)"},
    {Rule::error_member, "VG1032", "error_member", Severity::error,
     "a member of an error with the name of a problem member",
     R"(The members of an error are written beside those of RFC 9457, so they cannot have the same
names: type, title, status, detail, instance, request_id and errors.

    struct Conflict { static constexpr int status = 409; std::string title; };        // refused
    struct Conflict { static constexpr int status = 409; std::string todo_title; };
)"},
    {Rule::repeated_error, "VG1033", "repeated_error", Severity::error,
     "an error that is declared twice",
     R"(List each error once in a Result.

    vgen::Result<Todo, NotFound, NotFound>           // refused
    vgen::Result<Todo, NotFound>
)"},
    {Rule::aliased_argument, "VG1034", "aliased_argument", Severity::error,
     "one template instance with and without the rules of an alias",
     R"(C++ sees Page<Slug> and Page<std::string> as one type, so the constraints of the alias Slug
would apply to both or to neither.

    Page<std::string> names; Page<Slug> slugs;       // refused
    struct SlugPage : Page<Slug> {};                 // refused too: its base is the same type
    struct SlugPage { std::vector<Slug> items; };
)"},
    {Rule::file_place, "VG1035", "file_place", Severity::error, "a file where none can be",
     R"(A vgen::File is a file that a client sends with multipart/form-data. It is a member of the
input of a function that only HTTP routes with a body call: itself, in a std::optional, or in
a std::vector. @minLength and @maxLength are numbers of bytes. To answer with a file, call
call.file(path).

    struct Album { std::map<std::string, vgen::File> pages; };      // refused
    struct Album { std::vector<vgen::File> pages; };
    APIFunction<GetPage, vgen::File> get_page;                      // refused
    APIFunction<GetPage, void> get_page;                            // calls call.file(path)
)"},
    {Rule::additional_properties, "VG1036", "additional_properties", Severity::error,
     "a map that cannot hold the members that are not declared",
     R"(@additionalProperties marks the member that holds all members of the JSON object that are
not declared. It is a map from std::string, without limits and without a default. A struct has one
of them, its bases included. Only JSON has such members: a query, a form and a declared error have
none.

    struct Labels {
      std::string owner;
      std::vector<std::string> rest;  ///< @additionalProperties      // refused
    };
    struct Labels {
      std::string owner;
      std::map<std::string, std::string> rest;  ///< @additionalProperties
    };
)"},
};

}  // namespace

std::span<const RuleInformation> types() {
  return types_rules;
}

}  // namespace vgen::tool::rule_families
