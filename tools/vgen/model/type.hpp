#pragma once

#include "tools/vgen/model/constraint.hpp"
#include "tools/vgen/model/documentation.hpp"
#include "tools/vgen/support/source_location.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vgen::model {

/// Places in `ApiModel`'s tables. Cross references are indices, so that models can be copied, compared and printed.
using TypeIndex = std::size_t;
using StructIndex = std::size_t;
using EnumIndex = std::size_t;
using AliasIndex = std::size_t;

/// true or false
struct Boolean {
  bool operator==(const Boolean&) const = default;
};

/// A whole number of 8 to 64 bits. 64 bit integers cross the wire within ±(2^53-1) (RFC 7493).
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

/// `std::chrono::sys_time<D>`: a date-time of RFC 3339 in UTC.
struct Timestamp {
  bool operator==(const Timestamp&) const = default;
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

/// A sequence: `vector`, `list`, `deque`, `set`, `array`.
struct List {
  TypeIndex item = 0;
  bool unique = false;                      ///< A set.
  std::optional<std::uint64_t> fixed_size;  ///< `std::array<T, N>` and C arrays.

  bool operator==(const List&) const = default;
};

/// `map` and `unordered_map`: an object with members of one type.
struct Map {
  TypeIndex key = 0;
  TypeIndex value = 0;

  bool operator==(const Map&) const = default;
};

/// One row of the type table. Equal types stand in it once.
struct Type {
  std::variant<Boolean, Integer, Float, String, Timestamp, StructReference, EnumReference, AliasReference, Optional, List, Map> kind;
  std::string cpp;  ///< The C++ spelling that generated code may use at global scope: `std::vector<todo::Todo>`.

  bool operator==(const Type&) const = default;
};

/// A public data member, bases first.
struct Field {
  std::string name;       ///< In C++.
  std::string wire_name;  ///< In JSON.
  TypeIndex type = 0;
  Constraints constraints;  ///< The field's own, without those of its type's aliases.
  Documentation documentation;
  std::optional<std::string> default_value;  ///< As JSON text: optional in input, always present in output.
  bool has_default = false;                  ///< Also true where the value of the default is not known to vgen.
  bool optional = false;                     ///< `std::optional`: not required in either direction.
  bool read_only = false;
  bool write_only = false;
  bool pii = false;  ///< No value of it is echoed or logged.
  SourceRange location;

  bool operator==(const Field&) const = default;

  [[nodiscard]] bool required_in_input() const { return !optional && !has_default; }
  [[nodiscard]] bool required_in_output() const { return !optional; }
};

/// A struct that crosses the wire: a closed JSON object.
struct Struct {
  std::string name;           ///< Unique in all outputs: `Todo`, `PageTodo`, nested `TodoKind`; `BillingTodo`, `CrmTodo` where names clash.
  std::string input_name;     ///< Of its input shape: `name`, or `TodoInput` where both shapes are used and differ.
  std::string cpp;            ///< Qualified for global scope: `todo::Page<todo::Todo>`.
  std::string cpp_namespace;  ///< `todo`
  std::vector<Field> fields;
  Documentation documentation;
  bool used_in_input = false;
  bool used_in_output = false;
  bool shapes_differ = false;  ///< Input and output are different types to a client, by defaults here or below.
  bool is_error = false;       ///< A declared error: `static constexpr int status`.
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

/// A named alias of the author's with documentation or constraints, kept as a name of its own in every output. Aliases of structs and of
/// `std::optional` are seen through. The input shape of an alias that holds structs of two shapes is named `name` + `Input`.
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

}  // namespace vgen::model
