/// `std::variant`: the JSON value itself selects the alternative. `std::monostate`: null.
#pragma once

#include <vgen/json/json_kinds.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/struct_choice.hpp>
#include <vgen/json/write.hpp>

#include <cstddef>
#include <utility>
#include <variant>

namespace vgen::json::detail {

template <>
inline constexpr bool is_null<std::monostate> = true;

void not_null(Reader& in);
void no_alternative(Writer& out);

template <class T>
struct Form<T, Kind::null> {
  static void read(Reader& in, T&) {
    if (!in.null()) not_null(in);
  }
  static void write(Writer& out, const T&) { out.null(); }
};

template <class T>
struct Form<T, Kind::variant> {
  static constexpr std::size_t count = std::variant_size_v<T>;
  using Indices = std::make_index_sequence<count>;

  template <class... Rules>
  static void read(Reader& in, T& value, const Rules&... rules) {
    using Kinds = KindTable<Indices, Rules...>;
    static_assert(Kinds::objects < 2 || ((is_tagged<Rules> || is_untagged<Rules>) || ...),
                  "several alternatives are objects: use Tagged or Untagged to distinguish them");
    if constexpr (((is_tagged<Rules> || is_untagged<Rules>) || ...)) {
      if (in.peek() == '{') return read_struct(in, value, Kinds::list, rules...);
    }
    read_alternative(in, value, choose_by_kind(in, Kinds::list, count), Indices(), rules...);
  }

  template <class... Shapes>
  static void write(Writer& out, const T& value, const Shapes&... shapes) {
    write_alternative(out, value, Indices(), shapes...);
  }

 private:
  template <class Sequence, class... Rules>
  struct KindTable;
  template <std::size_t... Index, class... Rules>
  struct KindTable<std::index_sequence<Index...>, Rules...> {
    static constexpr JsonKinds list[count] = {alternative_kinds<T, Index, Rules...>()...};
    static constexpr unsigned objects = (((list[Index] & object_kind) != 0 ? 1U : 0U) + ...);
  };

  template <std::size_t... Index, class... Rules>
  static void read_alternative(Reader& in, T& value, std::size_t chosen,
                               std::index_sequence<Index...>, const Rules&... rules) {
    (void)((chosen == Index && (read_one<Index>(in, value, rules...), true)) || ...);
  }
  template <std::size_t Index>
  static auto& emplace_alternative(T& value) {
    using Alternative = std::variant_alternative_t<Index, T>;
    if constexpr (is_emplaced<Alternative>)
      return value.template emplace<Index>();
    else
      return value.template emplace<Index>(Alternative{});
  }
  template <std::size_t Index, class... Rules>
  static void read_one(Reader& in, T& value, const Rules&... rules) {
    auto& alternative = emplace_alternative<Index>(value);
    apply_of<Index, count>([&](const auto&... own) { json::read(in, alternative, own...); },
                           rules...);
  }

  template <class... Rest>
  static void read_struct(Reader& in, T& value, const JsonKinds*, const Tagged<count>& tags,
                          const Rest&... rest) {
    StructChoice choice(in);
    read_alternative(in, value, choice.by_tag(tags.discriminator, tags.names, count, tags.is_open),
                     Indices(), rest...);
  }
  template <class... Rest>
  static void read_struct(Reader& in, T& value, const JsonKinds* kinds, const Untagged&,
                          const Rest&... rest) {
    StructChoice choice(in);
    Candidate candidates[count]{};
    ask(in, choice, kinds, candidates, Indices());
    const std::size_t chosen = choice.by_names(candidates, count);
    if (chosen != StructChoice::several)
      return read_alternative(in, value, chosen, Indices(), rest...);
    try_all(in, value, choice, candidates, Indices(), rest...);
  }

  template <std::size_t... Index>
  static void ask(Reader& in, StructChoice& choice, const JsonKinds* kinds, Candidate* candidates,
                  std::index_sequence<Index...>) {
    (ask_one<std::variant_alternative_t<Index, T>>(in, choice, kinds[Index], candidates[Index]),
     ...);
  }
  template <class Alternative>
  static void ask_one(Reader& in, StructChoice& choice, JsonKinds kinds, Candidate& candidate) {
    using Struct = typename decltype(innermost<Alternative>())::type;
    candidate.is_object = (kinds & object_kind) != 0;
    if constexpr (kind_of<Struct> == Kind::codec) {
      Struct unused{};
      choice.ask(candidate);
      Codec<Struct>::read(in, unused);
      choice.asked();
    }
  }

  template <std::size_t... Index, class... Rules>
  static void try_all(Reader& in, T& value, StructChoice& choice, const Candidate* candidates,
                      std::index_sequence<Index...>, const Rules&... rules) {
    if (!((fits(candidates[Index]) && try_one<Index>(in, value, rules...)) || ...))
      choice.fits_none();
  }
  static bool fits(const Candidate& candidate) {
    return candidate.is_object && candidate.unknown == 0 && candidate.missing == 0;
  }
  template <std::size_t Index, class... Rules>
  static bool try_one(Reader& in, T& value, const Rules&... rules) {
    StructTrial trial(in);
    read_one<Index>(in, value, rules...);
    return trial.accept();
  }

  template <std::size_t... Index, class... Shapes>
  static void write_alternative(Writer& out, const T& value, std::index_sequence<Index...>,
                                const Shapes&... shapes) {
    if (!((value.index() == Index && (write_one<Index>(out, value, shapes...), true)) || ...))
      no_alternative(out);
  }
  template <std::size_t Index, class... Rest>
  static void write_one(Writer& out, const T& value, const Tagged<count>& tags,
                        const Rest&... rest) {
    if (tags.names[Index].empty()) return write_one<Index>(out, value, rest...);
    const TaggedWriter tagged(out, tags.discriminator, tags.names[Index]);
    write_one<Index>(out, value, rest...);
  }
  template <std::size_t Index, class... Shapes>
  static void write_one(Writer& out, const T& value, const Shapes&... shapes) {
    apply_of<Index, count>(
        [&](const auto&... own) { json::write(out, *std::get_if<Index>(&value), own...); },
        shapes...);
  }
};

}  // namespace vgen::json::detail
