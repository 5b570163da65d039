#pragma once

#include "tools/vgen/frontend/function_forms.hpp"
#include "tools/vgen/frontend/wiring_kinds.hpp"
#include "tools/vgen/support/source_location.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The author's declarations with their places, decoded but not checked. Analysis turns them into
/// an `ApiModel`.
namespace vgen::tool::frontend {

// -------------------------------------------------------------------------------------------------
// Comments

/// One line of a doc comment without its decoration (`///`, `*`).
struct CommentLine {
  std::string text{};
  SourceRange range{};  ///< Where `text` begins, so that a diagnostic can point into it.

  bool operator==(const CommentLine&) const = default;
};

/// The doc comment of a declaration: the block before it, then the `///<` after it.
using DeclaredComment = std::vector<CommentLine>;

/// A comment such as `int a;  /// Text.`: it looks like the documentation of what is before it, but
/// only `///<` is.
struct StrayComment {
  std::string mark{};   ///< `///`, `//!`, `/**` or `/*!`.
  SourceRange range{};  ///< Of the mark.

  bool operator==(const StrayComment&) const = default;
};

// -------------------------------------------------------------------------------------------------
// Types

/// A type as written: aliases are kept, template arguments are in order, names are qualified
/// without inline namespaces.
struct DeclaredType {
  enum class Kind {
    builtin,  ///< `bool`, `int`, `unsigned long`, `double`, `void`, `char`, … (canonical spelling
              ///< in `name`)
    named,    ///< A class or class template instance: `todo::Todo`, `std::vector` with `arguments`.
    enumeration,  ///< An enum.
    alias,        ///< An alias of the author, not of a library: see `DeclaredApi::aliases`.
                  ///< `arguments` hold exactly its target.
    array,        ///< A C array: one argument and `size`.
    integral,     ///< A constant as a template argument: `size` is its value, `cpp` keeps its
                  ///< type (`todo::E::y`, `'a'`, `5U`).
    pointer,      ///< Like the next two, decoded only as far as needed to refuse it.
    reference,
    member_pointer,
    function,  ///< `arguments` hold the result and the parameters.
    other,     ///< Anything else; see `spelling`.
  };

  Kind kind = Kind::other;
  std::string name{};  ///< For builtin, named, enumeration, alias.
  std::vector<DeclaredType> arguments{};
  std::int64_t size = 0;   ///< For array and integral.
  std::string spelling{};  ///< As the author wrote it, for diagnostics.
  std::string cpp{};       ///< Valid at global scope, aliases resolved: `std::vector<todo::Todo>`.
  bool is_const = false;

  bool operator==(const DeclaredType&) const = default;
};

// -------------------------------------------------------------------------------------------------
// Values

struct DeclaredValue;

/// A designated or positional member of a braced list.
struct DeclaredMember;

struct StringValue {
  std::string text{};
  bool is_plain = false;  ///< Byte i of `text` is at the value's column + 1 + i: one literal
                          ///< without escapes.
  bool is_whole = false;  ///< Whether a string keeps what is behind a NUL: `"a\0b"s`.

  bool operator==(const StringValue&) const = default;
};

struct IntegerValue {
  bool negative = false;
  std::uint64_t magnitude = 0;

  bool operator==(const IntegerValue&) const = default;
};

struct BooleanValue {
  bool value = false;

  bool operator==(const BooleanValue&) const = default;
};

struct FloatValue {
  double value = 0;

  bool operator==(const FloatValue&) const = default;
};

/// `Priority::normal`
struct EnumeratorValue {
  std::string enumeration{};  ///< Qualified.
  std::string name{};

  bool operator==(const EnumeratorValue&) const = default;
};

/// A reference to a function, by its qualified name. `declaration` is its place.
struct FunctionValue {
  std::string name{};
  SourceRange declaration{};
  /// The signature of a function that is not declared through one of vgen's forms, such as a guard:
  /// its result and parameters.
  DeclaredType result{};
  std::vector<DeclaredType> parameters{};

  bool operator==(const FunctionValue&) const = default;
};

/// A reference to a variable of class type (a topic, the type of a state).
struct VariableValue {
  std::string name{};
  std::vector<DeclaredType> arguments{};  ///< Of the type of a state.

  bool operator==(const VariableValue&) const = default;
};

/// `&GetTodo::id`
struct MemberPointerValue {
  std::string record{};  ///< Qualified: the class that declares the member.
  std::string member{};

  bool operator==(const MemberPointerValue&) const = default;
};

/// A call with decoded arguments: `vgen::api_key("X-API-Key")`, `std::chrono::seconds(30)`.
struct CallValue {
  std::string function;  ///< Qualified name of the function or class.
  std::vector<DeclaredValue> arguments;

  bool operator==(const CallValue&) const;
};

/// A braced list. Designated members have a name, positional ones have none.
struct BracedValue {
  std::vector<DeclaredMember> members;

  bool operator==(const BracedValue&) const;
};

/// A value that vgen cannot read from the source; `why` is a phrase for the diagnostic ("calls a
/// function").
struct UnknownValue {
  std::string why{};

  bool operator==(const UnknownValue&) const = default;
};

struct DeclaredValue {
  std::variant<StringValue, IntegerValue, BooleanValue, FloatValue, EnumeratorValue, FunctionValue,
               VariableValue, MemberPointerValue, CallValue, BracedValue, UnknownValue>
      value;
  SourceRange range{};

  bool operator==(const DeclaredValue&) const = default;
};

struct DeclaredMember {
  std::string name{};  ///< Empty for a positional member.
  SourceRange name_range{};
  DeclaredValue value{};

  bool operator==(const DeclaredMember&) const = default;
};

// -------------------------------------------------------------------------------------------------
// Declarations

struct DeclaredField {
  std::string name{};
  DeclaredType type{};
  DeclaredComment comment{};
  std::optional<DeclaredValue>
      initializer{};               ///< After `=`, or between non-empty braces; `{}` does not count.
  std::string initializer_text{};  ///< As written.
  bool is_bit_field = false;
  bool is_deprecated = false;
  std::string deprecation{};
  SourceRange range{};       ///< Of the name.
  SourceRange type_range{};  ///< Of the type.

  bool operator==(const DeclaredField&) const = default;
};

/// A class, struct, union or instance of a class template that can be reached from a function. In
/// fields, template parameters are replaced by the arguments.
struct DeclaredRecord {
  std::string name{};  ///< Qualified: `todo::Page`.
  std::string cpp{};   ///< `todo::Page<todo::Todo>`; the key of `DeclaredApi::records`.
  std::vector<DeclaredType> arguments{};  ///< Of the template, as written at the first use.
  std::vector<DeclaredType> outer{};      ///< The instance of a template that it is a member of.
  std::string cpp_namespace{};        ///< Of the nearest namespace: `todo`, also for nested types.
  std::vector<DeclaredType> bases{};  ///< Public ones, in order.
  std::vector<DeclaredField> fields{};  ///< Public non-static ones, in order.
  bool is_complete = true;              ///< False if it is only declared.
  bool is_union = false;
  bool is_aggregate = true;  ///< No user-written constructor, no private field, nothing virtual.
  std::optional<std::int64_t> status{};  ///< `static constexpr int status`
  DeclaredComment comment{};
  bool is_deprecated = false;
  std::string deprecation{};
  SourceRange range{};  ///< Of the name.

  bool operator==(const DeclaredRecord&) const = default;
};

struct DeclaredEnumerator {
  std::string name{};
  std::int64_t value = 0;
  DeclaredComment comment{};
  bool is_deprecated = false;
  std::string deprecation{};
  SourceRange range{};

  bool operator==(const DeclaredEnumerator&) const = default;
};

struct DeclaredEnum {
  std::string name{};  ///< Qualified, also the key: `todo::Order`, `todo::Sorted<int>::Order`.
  std::vector<DeclaredType> outer{};  ///< The instance of a template that it is a member of.
  std::string cpp_namespace{};
  std::vector<DeclaredEnumerator> enumerators{};
  bool is_complete = true;
  DeclaredComment comment{};
  SourceRange range{};

  bool operator==(const DeclaredEnum&) const = default;
};

struct DeclaredAlias {
  std::string name{};  ///< Qualified, also the key.
  std::string cpp_namespace{};
  DeclaredType target{};
  DeclaredComment comment{};
  SourceRange range{};

  bool operator==(const DeclaredAlias&) const = default;
};

/// An argument of `RPC<R(args…)>`.
struct DeclaredParameter {
  std::string name{};  ///< Empty if it has none.
  DeclaredType type{};
  SourceRange range{};

  bool operator==(const DeclaredParameter&) const = default;
};

/// A function declared through one of vgen's forms.
struct DeclaredFunction {
  std::string name{};           ///< `get_todo`
  std::string cpp{};            ///< `todo::get_todo`
  std::string cpp_namespace{};  ///< `todo`
  FunctionForm form = FunctionForm::api_function;
  /// The arguments of vgen's alias in its order, with the API's own aliases seen through: {In, Out,
  /// Services, Session} for `api_function`. For `rpc`, the first is the result and `parameters`
  /// hold the arguments of the signature.
  std::vector<DeclaredType> arguments{};
  std::vector<DeclaredParameter> parameters{};
  DeclaredComment comment{};
  bool is_deprecated = false;
  std::string deprecation{};
  SourceRange range{};       ///< Of the name.
  SourceRange type_range{};  ///< Of the declared type.

  bool operator==(const DeclaredFunction&) const = default;
};

/// A constant of one of vgen's wiring types. An array is stored as its elements.
struct DeclaredWiring {
  WiringKind kind = WiringKind::http_route;
  std::string variable{};                 ///< Qualified.
  std::vector<DeclaredType> arguments{};  ///< Of `Topic<T, Parameters…>`.
  DeclaredComment comment{};              ///< Of a topic.
  std::vector<DeclaredValue> elements{};
  bool is_constant = true;  ///< `constexpr` or `const`.
  SourceRange range{};      ///< Of the variable's name.

  bool operator==(const DeclaredWiring&) const = default;
};

struct DeclaredApi {
  std::vector<std::string> headers{};         ///< As given on the command line.
  std::vector<DeclaredFunction> functions{};  ///< In source order, as are the wirings.
  std::vector<DeclaredWiring> wirings{};
  std::vector<SourceRange> misplaced_wirings{};  ///< Names of wiring types where vgen reads none.
  std::vector<StrayComment> stray_comments{};    ///< Each once.
  std::map<std::string, DeclaredRecord>
      records{};  ///< Reached from a function; key: `DeclaredRecord::cpp`.
  std::map<std::string, DeclaredEnum> enums{};
  std::map<std::string, DeclaredAlias> aliases{};
  std::vector<std::string> inclusions{};  ///< Every file that was read, for the depfile.

  bool operator==(const DeclaredApi&) const = default;
};

inline bool CallValue::operator==(const CallValue&) const = default;
inline bool BracedValue::operator==(const BracedValue&) const = default;

}  // namespace vgen::tool::frontend
