#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation documentation_rules[] = {
    {Rule::unknown_tag, "VG2001", "unknown_tag", Severity::error, "an unknown tag in a doc comment",
     R"(A mistyped tag would silently disable a check, so every `@word` must be a tag of vgen or a
command of Doxygen. Write text that only looks like a tag in backticks. The tags are:

    @minimum @maximum @exclusiveMinimum @exclusiveMaximum @multipleOf      numbers
    @minLength @maxLength @pattern @format                                 strings
    @minItems @maxItems @uniqueItems                                       lists
    @minProperties @maxProperties                                          maps
    @wire                                                                  integers
    @discriminator @untagged                                               variants
    @readOnly @writeOnly @pii                                              members
    @example @title @deprecated @sunset @rename

    std::string title;  ///< @minLenght 1            // refused
    std::string title;  ///< @minLength 1
)"},
    {Rule::tag_argument, "VG2002", "tag_argument", Severity::error,
     "a tag with a wrong or missing argument",
     R"(@minimum and the other bounds take a number. Lengths and counts take a whole number from 0.
The other tags take a word or text.

    int count{};  ///< @minimum one                  // refused
    int count{};  ///< @minimum 1
)"},
    {Rule::misplaced_tag, "VG2003", "misplaced_tag", Severity::error,
     "a tag that does not fit its place",
     R"(Bounds are for numbers. Lengths, patterns and formats are for strings. Item counts are for
lists, property counts for maps. To constrain the items of a list, use an alias.

    std::vector<std::string> labels;  ///< @maxLength 20          // refused

    /// @maxLength 20
    using Label = std::string;
    std::vector<Label> labels;
)"},
    {Rule::repeated_tag, "VG2004", "repeated_tag", Severity::error, "a tag that is given twice",
     R"(Only @example may be repeated.

    int count{};  ///< @minimum 1 @minimum 2         // refused
    int count{};  ///< @minimum 2
)"},
    {Rule::contradictory_bounds, "VG2005", "contradictory_bounds", Severity::error,
     "bounds that no value satisfies",
     R"(The lower bound is above the upper bound. The bounds of a member apply together with the
bounds of its type's aliases.

    int count{};  ///< @minimum 10 @maximum 1        // refused
    int count{};  ///< @minimum 1 @maximum 10
)"},
    {Rule::bound_out_of_range, "VG2006", "bound_out_of_range", Severity::error,
     "a bound that the type cannot hold",
     R"(A bound beyond the range of the C++ type checks nothing. 64-bit integers cross the wire
within ±9007199254740991 (RFC 7493).

    std::uint8_t level{};  ///< @maximum 300         // refused
    std::uint8_t level{};  ///< @maximum 200
)"},
    {Rule::example_mismatch, "VG2007", "example_mismatch", Severity::error,
     "an example that the API would refuse",
     R"(Examples are shown to readers and sent by tools, so they must satisfy the type and its
constraints.

    int count{};  ///< @maximum 9 @example 10        // refused
    int count{};  ///< @maximum 9 @example 8
)"},
    {Rule::unknown_format, "VG2008", "unknown_format", Severity::error,
     "a format that vgen does not check",
     R"(vgen checks the formats email, uri, uuid, date, date-time, time, ipv4, ipv6 and hostname.
For anything else use @pattern.

    std::string phone;  ///< @format phone           // refused
    std::string phone;  ///< @pattern ^[+][0-9]{6,15}$
)"},
    {Rule::invalid_pattern, "VG2009", "invalid_pattern", Severity::error,
     "a pattern that cannot be matched",
     R"(A pattern is a regular expression of ECMA-262 (as with its flag u). It is not anchored, and
it takes the rest of the line. Patterns are matched in linear time, so that no input can
block a server. Look-around and back-references are therefore not supported.

    std::string slug;  ///< @pattern ^[a-z+$         // refused
    std::string slug;  ///< @pattern ^(?!x)[a-z]+$   // refused
    std::string slug;  ///< @pattern ^[a-z]+$
)"},
    {Rule::optional_default, "VG2010", "optional_default", Severity::error,
     "an optional with a default",
     R"(An optional member is absent when the client leaves it out. A default would fill it in, so
the member could never be absent.

    std::optional<int> limit = 50;                   // refused
    int limit = 50;                                  // filled in
    std::optional<int> limit{};                      // may be absent
)"},
    {Rule::default_mismatch, "VG2011", "default_mismatch", Severity::error,
     "a default that the API would refuse",
     R"(A default is a value that a client could have sent, so it must satisfy the constraints of
its member.

    int limit = 0;  ///< @minimum 1                  // refused
    int limit = 1;  ///< @minimum 1
)"},
    {Rule::contradictory_access, "VG2012", "contradictory_access", Severity::error,
     "@readOnly together with @writeOnly",
     R"(@readOnly means in outputs only, and @writeOnly means in inputs only. With both, the member
could be nowhere.

    std::string secret;  ///< @readOnly @writeOnly   // refused
    std::string secret;  ///< @writeOnly
)"},
    {Rule::constraint_of_alias, "VG2013", "constraint_of_alias", Severity::error,
     "a pattern on a member whose type has one",
     R"(The constraints of an alias apply wherever the alias is used. For bounds, the tighter one
applies. Two patterns, formats or multiples would both have to hold, and a generated parser
checks only one.

    /// @pattern ^[a-z]+$
    using Slug = std::string;
    Slug slug;         ///< @pattern ^shop-   // refused
    std::string slug;  ///< @pattern ^shop-[a-z]+$
)"},
    {Rule::swallowed_tag, "VG2014", "swallowed_tag", Severity::error,
     "a tag within the text of another one",
     R"(@pattern, @example, @title and @deprecated take the rest of their line, so a tag behind them
would be part of their text.

    std::string slug;  ///< @pattern ^[a-z]+$ @maxLength 10          // refused
    std::string slug;  ///< @maxLength 10 @pattern ^[a-z]+$
)"},
    {Rule::unread_default, "VG2015", "unread_default", Severity::warning,
     "a default that the documents lack",
     R"(vgen reads defaults from the source and does not run it: literals, enumerators, durations,
constants, and lists, structs and variants of these. Another default works in the program, but
clients that read the documents do not see it.

    std::string name = make_name();                  // warned of
    std::string name = "anonymous";
)"},
    {Rule::open_code, "VG2016", "open_code", Severity::error,
     "a code block in a doc comment that does not end",
     R"(Tags in code are text, so a block that does not end would hide every tag behind it. A fence
ends with a line of the same mark, at least as long; `@code` ends with `@endcode`.

    /// A word, for example:                         // refused
    /// ```
    /// red
    /// @maxLength 10
    using Word = std::string;

    /// A word, for example:
    /// ```
    /// red
    /// ```
    /// @maxLength 10
    using Word = std::string;
)"},
    {Rule::sunset_date, "VG2017", "sunset_date", Severity::error,
     "@sunset with something that is not a date",
     R"(@sunset names the day after which a function may be gone. Its answers have it as the header
Sunset (RFC 8594), so it must be a day of the calendar.

    /// @sunset next year                            // refused
    /// @sunset 2027-01-31
)"},
    {Rule::stray_comment, "VG2018", "stray_comment", Severity::error,
     "documentation behind a declaration without '<'",
     R"(`///` documents the declaration below it. Behind a declaration, on the same line, it
documents nothing, and its tags would be lost without a word. `///<` documents what is before it.

    int age{};                       /// @minimum 0  // refused
    int age{};                       ///< @minimum 0
)"},
};

}  // namespace

std::span<const RuleInformation> documentation() {
  return documentation_rules;
}

}  // namespace vgen::tool::rule_families
