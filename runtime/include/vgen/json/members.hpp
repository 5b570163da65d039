/// The members of a struct as generated code lists them, prepared at compile time for quick recognition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen::json {

/// Whether and from where a member of an input comes.
enum class Presence : unsigned char { required, optional, elsewhere };

/// The name of a member on the wire (plain text: whatever JSON escapes is escaped by reader and writer) and its presence.
struct MemberName {
  std::string_view name;
  Presence presence = Presence::required;
};

/// A member that has to be there; else the fault `required`.
constexpr MemberName required(std::string_view name) {
  return {name, Presence::required};
}
/// A member that may be left out.
constexpr MemberName optional(std::string_view name) {
  return {name, Presence::optional};
}
/// A member of the struct that is read from path, query, header or cookie: standing here it is the fault `bound_elsewhere`.
constexpr MemberName elsewhere(std::string_view name) {
  return {name, Presence::elsewhere};
}

namespace detail {

/// A member with the first 16 bytes of `"name"` (quotes included) as two words with masks, in the byte order of memory: two loads compare
/// it with the text.
struct Member {
  std::string_view name;
  std::uint64_t word[2]{};
  std::uint64_t mask[2]{};
  std::size_t extent = 0;  ///< Of `,"name":` in the text.
  std::size_t reach = 0;   ///< How much text the comparison touches.
  bool is_long = false;    ///< Two words do not hold it: the rest is compared as well.
  Presence presence = Presence::required;

  constexpr Member() = default;
  constexpr explicit Member(MemberName member)
      : name(member.name), extent(name.size() + 4), reach(extent < 17 ? 17 : extent), is_long(name.size() > 13), presence(member.presence) {
    put(0, '"');
    for (std::size_t i = 0; i < name.size() && i < 15; ++i) put(i + 1, name[i]);
    if (name.size() < 15) put(name.size() + 1, '"');
    if (name.size() < 14) put(name.size() + 2, ':');
    bool found = presence != Presence::elsewhere;
    for (const char c : name) found = found && c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    if (!found) {
      word[0] = 1;
      mask[0] = 0;
    }
  }

 private:
  constexpr void put(std::size_t index, char c) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const unsigned shift = static_cast<unsigned>(index % 8 * 8);
#else
    const unsigned shift = static_cast<unsigned>(56 - index % 8 * 8);
#endif
    word[index / 8] |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << shift;
    mask[index / 8] |= std::uint64_t{0xFF} << shift;
  }
};

/// A byte that differs for most names of a struct.
constexpr unsigned char tag_of(std::string_view name) {
  if (name.empty()) return 1;
  return static_cast<unsigned char>(name.size() * 31 + static_cast<unsigned char>(name.front()) +
                                    static_cast<unsigned char>(name[name.size() / 2]) * 5 + static_cast<unsigned char>(name.back()) * 17);
}

/// `Members` of any number.
struct MemberTable {
  const Member* list;
  const unsigned char* tags;      ///< Of each member; zeros up to a multiple of 16.
  const std::uint64_t* required;  ///< A bit for each required member.
  unsigned count;
};

}  // namespace detail

/// The members of a struct in order of declaration: `static constexpr Members members{required("id"), optional("due")};`. Any number.
template <unsigned Count>
struct Members {
  static constexpr unsigned words = Count / 64 + 1;

  detail::Member list[Count == 0 ? 1 : Count];
  unsigned char tags[(Count + 15) / 16 * 16 + 16]{};
  std::uint64_t required_bits[words]{};

  template <class... Names>
  constexpr explicit Members(const Names&... names) : list{detail::Member(names)...} {
    for (unsigned i = 0; i < Count; ++i) {
      tags[i] = detail::tag_of(list[i].name);
      if (list[i].presence == Presence::required) required_bits[i / 64] |= std::uint64_t{1} << i % 64;
    }
  }

  [[nodiscard]] constexpr detail::MemberTable table() const { return {list, tags, required_bits, Count}; }
};

template <class... Names>
Members(const Names&...) -> Members<sizeof...(Names)>;

}  // namespace vgen::json
