#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation rows[] = {
    {Rule::unknown_tag, "VG2001", "unknown_tag", Severity::error, "an unknown tag in a doc comment",
     R"(A mistyped tag would silently disable a check, so every `@word` must be one of vgen's tags or a command of Doxygen. Text that
only looks like a tag is written in backticks.

    std::string title;  ///< @minLenght 1            // refused
    std::string title;  ///< @minLength 1
)"},
    {Rule::tag_argument, "VG2002", "tag_argument", Severity::error,
     "a tag with a wrong or missing argument",
     R"(@minimum and its like take a number, the lengths and counts a whole number from 0, the others a word or text.

    int count{};  ///< @minimum one                  // refused
    int count{};  ///< @minimum 1
)"},
    {Rule::misplaced_tag, "VG2003", "misplaced_tag", Severity::error,
     "a tag that does not fit its place",
     R"(Bounds are for numbers, lengths, patterns and formats for strings, item counts for lists, property counts for maps. The items
of a list are constrained by an alias.

    std::vector<std::string> labels;  ///< @maxLength 20          // refused

    /// @maxLength 20
    using Label = std::string;
    std::vector<Label> labels;
)"},
    {Rule::repeated_tag, "VG2004", "repeated_tag", Severity::error, "a tag that stands twice",
     R"(Only @example may be repeated.

    int count{};  ///< @minimum 1 @minimum 2         // refused
    int count{};  ///< @minimum 2
)"},
    {Rule::contradictory_bounds, "VG2005", "contradictory_bounds", Severity::error,
     "bounds that no value satisfies",
     R"(The lower bound is above the upper one; the bounds of a member and those of its type's aliases hold together.

    int count{};  ///< @minimum 10 @maximum 1        // refused
    int count{};  ///< @minimum 1 @maximum 10
)"},
    {Rule::bound_out_of_range, "VG2006", "bound_out_of_range", Severity::error,
     "a bound that the type cannot hold",
     R"(A bound beyond the range of the C++ type checks nothing. 64 bit integers cross the wire within ±9007199254740991 (RFC 7493).

    std::uint8_t level{};  ///< @maximum 300         // refused
    std::uint8_t level{};  ///< @maximum 200
)"},
    {Rule::example_mismatch, "VG2007", "example_mismatch", Severity::error,
     "an example that would be refused",
     R"(Examples are shown to readers and sent by tools, so they must satisfy the type and its constraints.

    int count{};  ///< @maximum 9 @example 10        // refused
    int count{};  ///< @maximum 9 @example 8
)"},
    {Rule::unknown_format, "VG2008", "unknown_format", Severity::error,
     "a format that is not checked",
     R"(vgen checks the formats email, uri, uuid, date, date-time, time, ipv4, ipv6 and hostname. For anything else use @pattern.

    std::string phone;  ///< @format phone           // refused
    std::string phone;  ///< @pattern ^[+][0-9]{6,15}$
)"},
    {Rule::invalid_pattern, "VG2009", "invalid_pattern", Severity::error,
     "a pattern that cannot be matched",
     R"(Patterns are regular expressions of ECMA-262 (as with its flag u), not anchored, to the end of the line. They are matched in linear
time, so that no input can hold up a server: there is no look-around and no back-reference.

    std::string slug;  ///< @pattern ^[a-z+$         // refused
    std::string slug;  ///< @pattern ^(?!x)[a-z]+$   // refused
    std::string slug;  ///< @pattern ^[a-z]+$
)"},
    {Rule::optional_default, "VG2010", "optional_default", Severity::error,
     "an optional with a default",
     R"(An optional member is absent when the client leaves it out; a default would fill it in, so it could never be absent.

    std::optional<int> limit = 50;                   // refused
    int limit = 50;                                  // filled in
    std::optional<int> limit{};                      // may be absent
)"},
    {Rule::default_mismatch, "VG2011", "default_mismatch", Severity::error,
     "a default that would be refused",
     R"(A default is a value that a client could have sent, so it must satisfy the constraints of its member.

    int limit = 0;  ///< @minimum 1                  // refused
    int limit = 1;  ///< @minimum 1
)"},
    {Rule::contradictory_access, "VG2012", "contradictory_access", Severity::error,
     "@readOnly together with @writeOnly",
     R"(@readOnly means in outputs only, @writeOnly in inputs only; together nothing is left.

    std::string secret;  ///< @readOnly @writeOnly   // refused
    std::string secret;  ///< @writeOnly
)"},
    {Rule::constraint_of_alias, "VG2013", "constraint_of_alias", Severity::error,
     "a pattern on a member whose type has one",
     R"(The constraints of an alias hold wherever it is used. Of bounds the tighter one counts, but two patterns, formats or multiples would both
have to hold, and a generated parser checks one.

    /// @pattern ^[a-z]+$
    using Slug = std::string;
    Slug slug;         ///< @pattern ^shop-   // refused
    std::string slug;  ///< @pattern ^shop-[a-z]+$
)"},
    {Rule::swallowed_tag, "VG2014", "swallowed_tag", Severity::error,
     "a tag within the text of another one",
     R"(@pattern, @example, @title and @deprecated take the rest of their line, so that a tag behind them would be part of their text.

    std::string slug;  ///< @pattern ^[a-z]+$ @maxLength 10          // refused
    std::string slug;  ///< @maxLength 10 @pattern ^[a-z]+$
)"},
};

}  // namespace

std::span<const RuleInformation> documentation() {
  return rows;
}

}  // namespace vgen::tool::rule_families
