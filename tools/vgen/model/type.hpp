#pragma once

#include "tools/vgen/model/constraint.hpp"
#include "tools/vgen/model/documentation.hpp"
#include "tools/vgen/support/source_location.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vgen::tool::model {

/// Places in `ApiModel`'s tables. Cross references are indices, so that models can be copied,
/// compared and printed.
using TypeIndex = std::size_t;
using StructIndex = std::size_t;
using EnumIndex = std::size_t;
using AliasIndex = std::size_t;
using VariantIndex = std::size_t;

/// The type of what could not be resolved. It stands in a model only while the model is made: one
/// with such a type is never handed on.
inline constexpr TypeIndex unresolved = std::numeric_limits<TypeIndex>::max();

/// `std::monostate`: null.
struct Null {
  bool operator==(const Null&) const = default;
};

/// true or false
struct Boolean {
  bool operator==(const Boolean&) const = default;
};

/// A whole number of 8 to 64 bits. 64 bit integers cross the wire within ±(2^53-1) (RFC 7493), or
/// as a string of digits in their full range: `Constraints::wire_string`.
struct Integer {
  unsigned bits = 32;
  bool is_signed = true;

  bool operator==(const Integer&) const = default;
};

/// A finite number of 32 or 64 bits.
struct Float {
  unsigned bits = 64;

  bool operator==(const Float&) const = default;
};

/// UTF-8 text.
struct String {
  bool is_view = false;  ///< `std::string_view`: in output only.

  bool operator==(const String&) const = default;
};

/// `std::chrono::sys_time<D>`: a date-time of RFC 3339; read with any offset, written in UTC. What
/// D cannot hold is refused: further fractional digits but zeros, and, where D counts nanoseconds,
/// years outside of 1678 to 2261.
struct Timestamp {
  unsigned fraction_digits = 9;  ///< 0 (seconds) to 9 (nanoseconds).

  bool operator==(const Timestamp&) const = default;
};

/// `std::chrono::year_month_day`: a full-date of RFC 3339.
struct Date {
  bool operator==(const Date&) const = default;
};

/// `std::chrono::duration`: a count of units.
struct Duration {
  TypeIndex count = 0;  ///< An `Integer` or a `Float`.
  std::string unit;     ///< `ns us ms s min h d w`, or a fraction of seconds: `1/60 s`.

  bool operator==(const Duration&) const = default;
};

/// Bytes as base64 text (RFC 4648, section 4, padded): `std::vector<std::byte>`,
/// `std::array<std::byte, N>`, `std::span<const std::byte>`.
struct Bytes {
  std::optional<std::uint64_t> fixed_size;  ///< In bytes.
  bool is_view = false;                     ///< A span: in output only.

  bool operator==(const Bytes&) const = default;
};

/// `boost::uuids::uuid`: 8-4-4-4-12 hexadecimal digits of either case; written in lower case (RFC
/// 9562).
struct Uuid {
  bool operator==(const Uuid&) const = default;
};

/// `std::filesystem::path`: a string of UTF-8 in the generic format.
struct Path {
  bool operator==(const Path&) const = default;
};

/// `vgen::File`: a file of a form that was sent with `multipart/form-data`.
struct File {
  bool operator==(const File&) const = default;
};

/// `nlohmann::json`: any JSON value.
struct Any {
  bool operator==(const Any&) const = default;
};

struct StructReference {
  StructIndex index = 0;

  bool operator==(const StructReference&) const = default;
};

struct EnumReference {
  EnumIndex index = 0;

  bool operator==(const EnumReference&) const = default;
};

/// A named alias with constraints or documentation of its own: `using TodoId = std::int64_t`.
struct AliasReference {
  AliasIndex index = 0;

  bool operator==(const AliasReference&) const = default;
};

/// `std::optional<T>`: may be absent as a member; null is refused.
struct Optional {
  TypeIndex value = 0;

  bool operator==(const Optional&) const = default;
};

/// `vgen::Nullable<T>`: a value or null.
struct Nullable {
  TypeIndex value = 0;

  bool operator==(const Nullable&) const = default;
};

/// `vgen::Patch<T>`: absent, null or a value; only as a member.
struct Patch {
  TypeIndex value = 0;

  bool operator==(const Patch&) const = default;
};

/// `vgen::Box<T>`, `std::unique_ptr<T>`: on the wire the same as T. Makes types recursive.
struct Box {
  TypeIndex value = 0;
  bool may_be_empty = false;  ///< `std::unique_ptr`: `{}` holds no value.

  bool operator==(const Box&) const = default;
};

/// A sequence: `vector`, `list`, `deque`, `set`, `array`, `span`.
struct List {
  TypeIndex item = 0;
  bool unique = false;                        ///< A set.
  std::optional<std::uint64_t> fixed_size{};  ///< `std::array<T, N>` and C arrays.
  bool is_view = false;                       ///< A span: in output only.

  bool operator==(const List&) const = default;
};

/// `map` and `unordered_map`: an object with members of one type.
struct Map {
  TypeIndex key = 0;
  TypeIndex value = 0;

  bool operator==(const Map&) const = default;
};

/// `std::tuple`, `std::pair`: an array with a type for each position.
struct Tuple {
  std::vector<TypeIndex> items;

  bool operator==(const Tuple&) const = default;
};

/// `std::variant`: one of several types.
struct VariantReference {
  VariantIndex index = 0;

  bool operator==(const VariantReference&) const = default;
};

/// One row of the type table. Equal types stand in it once.
struct Type {
  std::variant<Null, Boolean, Integer, Float, String, Timestamp, Date, Duration, Bytes, Uuid, Path,
               File, Any, StructReference, EnumReference, AliasReference, Optional, Nullable, Patch,
               Box, List, Map, Tuple, VariantReference>
      kind;
  std::string cpp;  ///< The C++ spelling that generated code may use at global scope:
                    ///< `std::vector<todo::Todo>`.

  bool operator==(const Type&) const = default;
};

/// A public data member, bases first.
struct Field {
  std::string name;       ///< In C++.
  std::string wire_name;  ///< In JSON.
  TypeIndex type = 0;
  Constraints constraints;  ///< The field's own, without those of its type's aliases.
  Documentation documentation;
  std::optional<std::string>
      default_value;         ///< As JSON text: optional in input, always present in output.
  bool has_default = false;  ///< Also true where the value of the default is not known to vgen.
  bool optional = false;     ///< `std::optional`, `Patch`: not required in either direction.
  bool read_only = false;
  bool write_only = false;
  bool pii = false;  ///< No value of it is echoed or logged.
  /// The map of the members that are not declared. Then it is `optional`, and its name is not on
  /// the wire.
  bool is_rest = false;
  SourceRange location;

  bool operator==(const Field&) const = default;

  [[nodiscard]] bool required_in_input() const { return !optional && !has_default; }
  [[nodiscard]] bool required_in_output() const { return !optional; }
};

/// A struct that crosses the wire: a JSON object. It is closed, unless one of its fields is the map
/// of the rest.
struct Struct {
  std::string name;           ///< Unique in all outputs: `Todo`, `PageTodo`, nested `TodoKind`;
                              ///< `BillingTodo`, `CrmTodo` where names clash.
  std::string input_name;     ///< Of its input shape: `name`, or `TodoInput` where both shapes are
                              ///< used and differ.
  std::string cpp;            ///< Qualified for global scope: `todo::Page<todo::Todo>`.
  std::string cpp_namespace;  ///< `todo`
  std::vector<Field> fields;
  Documentation documentation;
  std::string
      tag{};  ///< The discriminator's value in variants: its name in C++, or what `@rename` says.
  bool used_in_input = false;
  bool used_in_output = false;
  bool shapes_differ =
      false;  ///< Input and output are different types to a client, by defaults here or below.
  bool is_error = false;  ///< A declared error: `static constexpr int status`.
  SourceRange location;

  bool operator==(const Struct&) const = default;
};

struct Enumerator {
  std::string name;       ///< In C++.
  std::string wire_name;  ///< In JSON, `@rename`.
  std::int64_t value = 0;
  Documentation documentation;

  bool operator==(const Enumerator&) const = default;
};

/// A scoped or unscoped enumeration: a JSON string.
struct Enum {
  std::string name;
  std::string cpp;
  std::string cpp_namespace;
  std::vector<Enumerator> enumerators;
  Documentation documentation;
  SourceRange location;

  bool operator==(const Enum&) const = default;
};

/// A named alias of the author's with documentation or constraints, kept as a name of its own in
/// every output. Aliases of structs and of `std::optional` are seen through. The input shape of an
/// alias that holds structs of two shapes is named `name` + `Input`.
struct Alias {
  std::string name;
  std::string cpp;
  std::string cpp_namespace;
  TypeIndex type = 0;
  Constraints constraints;
  Documentation documentation;
  SourceRange location;

  bool operator==(const Alias&) const = default;
};

/// One of the types of a variant.
struct Alternative {
  TypeIndex type = 0;
  std::string tag;  ///< The discriminator's value: `Card`, or what `@rename` of the struct says.
                    ///< Empty: it has none.
  std::string component;  ///< With a tag: the closed object of discriminator and members,
                          ///< `PaymentCard`. Else empty.
  std::string
      input_component;  ///< `component`, or `PaymentCardInput` where the struct has two shapes.

  bool operator==(const Alternative&) const = default;
};

/// A `std::variant`. What stands at the value tells its alternative: first the kind of JSON value;
/// where several alternatives are structs, the discriminator, a string member of the object beside
/// those of the struct (first when written); without a discriminator (`@untagged`) the members,
/// which vgen has proved to fit one of them only.
struct Variant {
  std::string name;  ///< Of the author's alias, `Payment`; else of the member or function it stands
                     ///< in: `OrderPayment`.
  std::string input_name;  ///< `name`, or `PaymentInput` where an alternative has two shapes.
  std::string cpp;         ///< The author's alias, or `std::variant<…>`.
  std::string cpp_namespace;
  std::string discriminator;  ///< `type`, or what `@discriminator` says; empty where no alternative
                              ///< has a tag.
  std::vector<Alternative> alternatives;
  Documentation documentation;
  bool untagged = false;  ///< Several structs that are told apart by their members.
  bool used_in_input = false;
  bool used_in_output = false;
  bool shapes_differ = false;
  SourceRange location;

  bool operator==(const Variant&) const = default;
};

}  // namespace vgen::tool::model
