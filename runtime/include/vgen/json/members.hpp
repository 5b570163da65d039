/// The members of a struct, as generated code lists them, prepared at compile time for quick
/// comparison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// For functions that pay off only when inlined. Without optimisation it would only make generated
/// code longer.
#if defined(__OPTIMIZE__)
#define VGEN_JSON_HOT [[gnu::always_inline]]
#else
#define VGEN_JSON_HOT
#endif

namespace vgen::json {

/// Whether a member of an input is required, and where it is read from.
enum class Presence : unsigned char { required, optional, elsewhere };

/// The name of a member on the wire (plain text; reader and writer handle escapes) and its
/// presence.
struct MemberName {
  std::string_view name;
  Presence presence = Presence::required;
};

/// A required member. If it is absent, that is the fault `required`.
constexpr MemberName required(std::string_view name) {
  return {name, Presence::required};
}
/// A member that may be left out.
constexpr MemberName optional(std::string_view name) {
  return {name, Presence::optional};
}
/// A member of the struct that is read from path, query, header or cookie. In the body it is the
/// fault `bound_elsewhere`.
constexpr MemberName elsewhere(std::string_view name) {
  return {name, Presence::elsewhere};
}

namespace detail {

/// A member with the first 16 bytes of `,"name":` as two words with masks, in the byte order of
/// memory: one or two loads compare it with the text.
struct Member {
  std::string_view name;
  std::uint64_t word[2]{};
  std::uint64_t mask[2]{};
  std::size_t extent = 0;  ///< The length of `,"name":` in the text.
  std::size_t reach = 0;   ///< The number of bytes that the comparison reads.
  unsigned index = 0;      ///< The index in its struct.
  bool is_long = false;    ///< Two words cannot hold it, so the rest is compared as well.
  Presence presence = Presence::required;

  constexpr Member() = default;
  constexpr explicit Member(MemberName member)
      : name(member.name),
        extent(name.size() + 4),
        reach(extent > 16 ? extent : (extent > 8 ? 16 : 8)),
        is_long(extent > 16),
        presence(member.presence) {
    put(0, ',');
    put(1, '"');
    bool escaped = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      if (i < 14) put(i + 2, c);
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) escaped = true;
    }
    if (extent <= 17) put(extent - 2, '"');
    if (extent <= 16) put(extent - 1, ':');
    if (escaped || presence == Presence::elsewhere) {
      word[0] = ~std::uint64_t{0};  // nothing equals it
      mask[0] = 0;
    }
  }

  /// Whether `,"name":` is at `p`, where `reach` bytes are left.
  [[nodiscard]] VGEN_JSON_HOT bool follows(const char* p) const { return matches(p, 0); }
  /// The same with any character instead of the comma.
  [[nodiscard]] bool stands_behind(const char* p) const { return matches(p, first_byte); }

 private:
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  static constexpr std::uint64_t first_byte = 0xFF;
#else
  static constexpr std::uint64_t first_byte = 0xFFULL << 56;
#endif

  [[nodiscard]] VGEN_JSON_HOT bool matches(const char* p, std::uint64_t ignored) const {
    std::uint64_t text;
    std::memcpy(&text, p, 8);
    if ((((text & mask[0]) ^ word[0]) & ~ignored) != 0) return false;
    if (reach == 8) return true;
    std::memcpy(&text, p + 8, 8);
    return (text & mask[1]) == word[1] && (!is_long || rest_follows(name, p));
  }
  static bool rest_follows(std::string_view name, const char* p) {
    return std::memcmp(p + 2, name.data(), name.size()) == 0 && p[name.size() + 2] == '"' &&
           p[name.size() + 3] == ':';
  }
  constexpr void put(std::size_t at, char c) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const std::size_t shift = at % 8 * 8;
#else
    const std::size_t shift = 56 - at % 8 * 8;
#endif
    word[at / 8] |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
    mask[at / 8] |= std::uint64_t{0xFF} << shift;
  }
};

/// A byte that is different for most names of a struct.
constexpr unsigned char tag_of(std::string_view name) {
  if (name.empty()) return 1;
  return static_cast<unsigned char>(name.size() * 31 + static_cast<unsigned char>(name.front()) +
                                    static_cast<unsigned char>(name[name.size() / 2]) * 5 +
                                    static_cast<unsigned char>(name.back()) * 17);
}

/// `Members` with any count.
struct MemberTable {
  const Member* first = nullptr;
  const unsigned char* tags = nullptr;      ///< One per member, then zeros to a multiple of 16.
  const std::uint64_t* required = nullptr;  ///< A bit for each required member.
  unsigned count = 0;
  bool is_open = false;  ///< Members that are not declared are kept.
};

/// The same members, for a struct that keeps others.
constexpr MemberTable opened(MemberTable members) {
  members.is_open = true;
  return members;
}

}  // namespace detail

/// The members of a struct in order of declaration: `static constexpr Members<2>
/// members{required("id"), optional("due")};`. Write the count, because GCC does not treat a
/// variable with a deduced type as a constant.
template <unsigned Count>
struct Members {
  detail::Member list[Count == 0 ? 1 : Count];
  unsigned char tags[(Count + 15) / 16 * 16 + 16]{};
  std::uint64_t required_bits[Count / 64 + 1]{};

  template <class... Names>
  constexpr explicit Members(const Names&... names) : list{detail::Member(names)...} {
    for (unsigned i = 0; i < Count; ++i) {
      list[i].index = i;
      tags[i] = detail::tag_of(list[i].name);
      if (list[i].presence == Presence::required)
        required_bits[i / 64] |= std::uint64_t{1} << i % 64;
    }
  }
  constexpr operator detail::MemberTable() const {
    return {list, tags, required_bits, Count, false};
  }
};

template <class... Names>
Members(const Names&...) -> Members<sizeof...(Names)>;

}  // namespace vgen::json
