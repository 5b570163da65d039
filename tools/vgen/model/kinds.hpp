#pragma once

#include "tools/vgen/model/type.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <variant>

namespace vgen::tool::model {

/// The alternatives of `Type::kind`, in their order.
enum class ValueKind {
  null,
  boolean,
  integer,
  number,
  string,
  timestamp,
  date,
  duration,
  bytes,
  uuid,
  path,
  file,
  any,
  structure,
  enumeration,
  alias,
  optional,
  nullable,
  patch,
  box,
  list,
  map,
  tuple,
  variant,
  unknown,  ///< Of a type that could not be resolved.
};

/// What JSON has for the values of a kind.
enum class JsonForm {
  null,
  boolean,
  number,
  string,
  array,
  object,
  any,       ///< Any of these.
  of_parts,  ///< That of the types that it is made of.
};

/// Whether a value of a kind is one word, as paths, queries, headers and keys of maps need it.
enum class Word {
  none,      ///< It is not.
  plain,     ///< `12`
  string,    ///< It is what JSON has as a string.
  encoded,   ///< JSON has a string for it, but no other place may hold that.
  of_parts,  ///< As the type that it is made of.
};

/// What a type of a kind is made of.
enum class Structure {
  leaf,     ///< Of nothing else; the members of a struct are no part of its type.
  wrapper,  ///< Of one type, `value`, whose JSON it has unless it is null or absent.
  compound,
};

/// How generated code includes the codec of a kind.
enum class Codec {
  usual,  ///< With everything else.
  rare,   ///< By a header of its own, since it costs time to compile.
};

/// What holds for each type of a kind. Questions whose answer needs more than the kind are in
/// `type_facts.hpp`.
struct KindFacts {
  ValueKind kind;
  std::string_view phrase;       ///< `an integer`, for messages.
  JsonForm form;                 ///< Without `@wire string`.
  std::string_view schema_type;  ///< The word of JSON Schema for it; empty if there are several.
  std::uint64_t longest;         ///< Bytes of the longest JSON text, with every character of a
                                 ///< string escaped; `depends`: the kind alone does not say it.
  Word word;
  Constrained constrained;  ///< Which constraints it may have.
  Structure structure;
  Codec codec;
};

inline constexpr std::uint64_t depends = 0;
inline constexpr std::uint64_t longest_number = std::string_view("-1.7976931348623157e+308").size();

/// `\u0061`: of a character in a string.
inline constexpr std::uint64_t longest_escape = 6;

/// The JSON text of a string with quotes, in which each character is escaped.
constexpr std::uint64_t longest_string(std::string_view longest) {
  return 2 + longest_escape * longest.size();
}

namespace detail {

template <class Kind, std::size_t index = 0>
consteval ValueKind kind_of() {
  if constexpr (std::is_same_v<Kind, std::variant_alternative_t<index, decltype(Type::kind)>>) {
    return static_cast<ValueKind>(index);
  } else {
    return kind_of<Kind, index + 1>();
  }
}

/// A row; it does not compile if the enumerator is not that of the alternative.
template <class Kind>
consteval KindFacts row(ValueKind kind, std::string_view phrase, JsonForm form,
                        std::string_view schema_type, std::uint64_t longest, Word word,
                        Constrained constrained, Structure structure, Codec codec) {
  if (kind != kind_of<Kind>()) throw "ValueKind and Type::kind have different orders";
  return {kind, phrase, form, schema_type, longest, word, constrained, structure, codec};
}

}  // namespace detail

/// A row for each alternative of `Type::kind`, in their order.
inline constexpr KindFacts kind_facts[] = {
    detail::row<Null>(ValueKind::null, "null", JsonForm::null, "null", 4, Word::none,
                      Constrained::nothing, Structure::leaf, Codec::rare),
    detail::row<Boolean>(ValueKind::boolean, "a boolean", JsonForm::boolean, "boolean", 5,
                         Word::plain, Constrained::nothing, Structure::leaf, Codec::usual),
    detail::row<Integer>(ValueKind::integer, "an integer", JsonForm::number, "integer",
                         longest_number, Word::plain, Constrained::numbers, Structure::leaf,
                         Codec::usual),
    detail::row<Float>(ValueKind::number, "a number", JsonForm::number, "number", longest_number,
                       Word::plain, Constrained::numbers, Structure::leaf, Codec::usual),
    detail::row<String>(ValueKind::string, "a string", JsonForm::string, "string", depends,
                        Word::string, Constrained::strings, Structure::leaf, Codec::usual),
    detail::row<Timestamp>(ValueKind::timestamp, "a time point", JsonForm::string, "string",
                           longest_string("9999-12-31T23:59:59.999999999+23:59"), Word::string,
                           Constrained::nothing, Structure::leaf, Codec::usual),
    detail::row<Date>(ValueKind::date, "a date", JsonForm::string, "string",
                      longest_string("9999-12-31"), Word::string, Constrained::nothing,
                      Structure::leaf, Codec::rare),
    detail::row<Duration>(ValueKind::duration, "a duration", JsonForm::number, "", longest_number,
                          Word::plain, Constrained::numbers, Structure::compound, Codec::rare),
    detail::row<Bytes>(ValueKind::bytes, "a string of bytes", JsonForm::string, "string", depends,
                       Word::encoded, Constrained::strings, Structure::leaf, Codec::rare),
    detail::row<Uuid>(ValueKind::uuid, "a UUID", JsonForm::string, "string",
                      longest_string("6ba7b810-9dad-41d1-80b4-00c04fd430c8"), Word::string,
                      Constrained::nothing, Structure::leaf, Codec::rare),
    detail::row<Path>(ValueKind::path, "a path", JsonForm::string, "string", depends, Word::string,
                      Constrained::strings, Structure::leaf, Codec::rare),
    detail::row<File>(ValueKind::file, "a file", JsonForm::string, "string", depends, Word::none,
                      Constrained::strings, Structure::leaf, Codec::usual),
    detail::row<Any>(ValueKind::any, "any JSON value", JsonForm::any, "", depends, Word::none,
                     Constrained::nothing, Structure::leaf, Codec::rare),
    detail::row<StructReference>(ValueKind::structure, "a struct", JsonForm::object, "object",
                                 depends, Word::none, Constrained::nothing, Structure::leaf,
                                 Codec::usual),
    detail::row<EnumReference>(ValueKind::enumeration, "an enum", JsonForm::string, "string",
                               depends, Word::string, Constrained::nothing, Structure::leaf,
                               Codec::usual),
    detail::row<AliasReference>(ValueKind::alias, "an alias", JsonForm::of_parts, "", depends,
                                Word::of_parts, Constrained::nothing, Structure::compound,
                                Codec::usual),
    detail::row<Optional>(ValueKind::optional, "an optional", JsonForm::of_parts, "", depends,
                          Word::of_parts, Constrained::nothing, Structure::wrapper, Codec::usual),
    detail::row<Nullable>(ValueKind::nullable, "a nullable", JsonForm::of_parts, "", depends,
                          Word::of_parts, Constrained::nothing, Structure::wrapper, Codec::rare),
    detail::row<Patch>(ValueKind::patch, "a patch", JsonForm::of_parts, "", depends, Word::of_parts,
                       Constrained::nothing, Structure::wrapper, Codec::rare),
    detail::row<Box>(ValueKind::box, "a box", JsonForm::of_parts, "", depends, Word::of_parts,
                     Constrained::nothing, Structure::wrapper, Codec::rare),
    detail::row<List>(ValueKind::list, "a list", JsonForm::array, "array", depends, Word::none,
                      Constrained::lists, Structure::compound, Codec::usual),
    detail::row<Map>(ValueKind::map, "a map", JsonForm::object, "object", depends, Word::none,
                     Constrained::maps, Structure::compound, Codec::usual),
    detail::row<Tuple>(ValueKind::tuple, "a tuple", JsonForm::array, "array", depends, Word::none,
                       Constrained::nothing, Structure::compound, Codec::rare),
    detail::row<VariantReference>(ValueKind::variant, "a variant", JsonForm::of_parts, "", depends,
                                  Word::none, Constrained::nothing, Structure::compound,
                                  Codec::rare),
};

namespace detail {

consteval bool rows_are_in_order() {
  for (std::size_t i = 0; i < std::size(kind_facts); ++i) {
    if (kind_facts[i].kind != static_cast<ValueKind>(i)) return false;
  }
  return std::size(kind_facts) == std::variant_size_v<decltype(Type::kind)> &&
         std::size(kind_facts) == static_cast<std::size_t>(ValueKind::unknown);
}

}  // namespace detail

static_assert(detail::rows_are_in_order(),
              "each alternative of Type::kind needs an enumerator and a row");

/// What holds for all types of the kind of this one.
inline const KindFacts& facts_of(const Type& type) {
  return kind_facts[type.kind.index()];
}

/// What holds for an alternative of `Type::kind`.
template <class Kind>
inline constexpr const KindFacts& facts_of_kind =
    kind_facts[static_cast<std::size_t>(detail::kind_of<Kind>())];

/// The alternatives of a list. A visitor that lists those that share an answer does not compile
/// with an alternative that it does not list.
template <class Kind, class... Kinds>
concept OneOf = (std::is_same_v<Kind, Kinds> || ...);

/// The alternatives that are made of nothing else.
template <class Kind>
concept Leaf = facts_of_kind<Kind>.structure == Structure::leaf;

/// The alternatives that wrap one type, `value`.
template <class Kind>
concept Wrapper = facts_of_kind<Kind>.structure == Structure::wrapper;

}  // namespace vgen::tool::model
