#include <vgen/http/ip_address.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace vgen {
namespace {

/// The beginning of an IPv4 address that is written as IPv6.
constexpr IpAddress::Bytes v4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t v4_at = 12;

/// A whole number without sign and needless zeros.
std::optional<unsigned> number_of(std::string_view text, unsigned most) noexcept {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0'))
    return std::nullopt;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > most)
    return std::nullopt;
  return number;
}

/// Writes four bytes to `to`.
bool parse_v4(std::string_view text, unsigned char* to) noexcept {
  for (int i = 0; i < 4; ++i) {
    const std::size_t end = i < 3 ? text.find('.') : text.size();
    if (end == std::string_view::npos) return false;
    const auto number = number_of(text.substr(0, end), 255);
    if (!number) return false;
    to[i] = static_cast<unsigned char>(*number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

/// One of the eight groups: one to four hexadecimal digits.
std::optional<unsigned> group_of(std::string_view text) noexcept {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned group = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), group, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return group;
}

/// Groups with colons between them; the last may be an IPv4 address. Returns the number of bytes.
std::optional<std::size_t> parse_groups(std::string_view text, IpAddress::Bytes& bytes) noexcept {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view part = text.substr(0, end);
    if (end == text.size() && part.find('.') != std::string_view::npos) {
      if (count + 4 > bytes.size() || !parse_v4(part, bytes.data() + count)) return std::nullopt;
      return count + 4;
    }
    const auto group = group_of(part);
    if (!group || count + 2 > bytes.size() || end + 1 == text.size()) return std::nullopt;
    bytes[count++] = static_cast<unsigned char>(*group >> 8U);
    bytes[count++] = static_cast<unsigned char>(*group & 0xFFU);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return count;
}

bool parse_v6(std::string_view text, IpAddress::Bytes& bytes) noexcept {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return parse_groups(text, bytes) == bytes.size();
  IpAddress::Bytes before{};
  IpAddress::Bytes after{};
  const std::string_view head = text.substr(0, gap);
  if (head.find('.') != std::string_view::npos) return false;
  const auto first = parse_groups(head, before);
  const auto last = parse_groups(text.substr(gap + 2), after);
  if (!first || !last || *first + *last > bytes.size() - 2) return false;
  std::copy_n(before.begin(), *first, bytes.begin());
  std::copy_n(after.begin(), *last, bytes.end() - static_cast<std::ptrdiff_t>(*last));
  return true;
}

/// The first longest row of groups that are 0, of at least two (RFC 5952, section 4.2).
struct Gap {
  std::size_t begin = 8;
  std::size_t size = 1;
};

Gap gap_of(const std::array<unsigned, 8>& groups) noexcept {
  Gap longest;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::size_t end = i;
    while (end < groups.size() && groups[end] == 0) ++end;
    if (end - i > longest.size) longest = {.begin = i, .size = end - i};
  }
  return longest;
}

void append_hex(std::string& text, unsigned number) {
  std::array<char, 8> digits{};
  text.append(digits.data(),
              std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr);
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) noexcept {
  IpAddress address;
  const std::size_t zone = text.find('%');
  if (zone != std::string_view::npos && zone + 1 == text.size()) return std::nullopt;
  text = text.substr(0, zone);
  if (text.find(':') == std::string_view::npos) {
    address.bytes_ = v4_prefix;
    if (zone != std::string_view::npos || !parse_v4(text, address.bytes_.data() + v4_at))
      return std::nullopt;
  } else if (!parse_v6(text, address.bytes_)) {
    return std::nullopt;
  }
  return address;
}

bool IpAddress::is_v4() const noexcept {
  return std::equal(v4_prefix.begin(), v4_prefix.begin() + v4_at, bytes_.begin());
}

std::string IpAddress::text() const {
  std::string text;
  if (is_v4()) {
    for (std::size_t i = v4_at; i < bytes_.size(); ++i)
      text.append(i == v4_at ? "" : ".").append(std::to_string(bytes_[i]));
    return text;
  }
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < groups.size(); ++i)
    groups[i] = unsigned{bytes_[2 * i]} << 8U | bytes_[2 * i + 1];
  const Gap gap = gap_of(groups);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == gap.begin) {
      text += "::";
      i += gap.size - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    append_hex(text, groups[i]);
  }
  return text;
}

std::optional<IpRange> IpRange::parse(std::string_view text) noexcept {
  const std::size_t slash = text.find('/');
  const std::string_view first = text.substr(0, slash);
  const auto address = IpAddress::parse(first);
  if (!address || first.find('%') != std::string_view::npos) return std::nullopt;
  IpRange range;
  range.first_ = *address;
  if (slash == std::string_view::npos) return range;
  const bool is_v4 = first.find(':') == std::string_view::npos;
  const auto bits = number_of(text.substr(slash + 1), is_v4 ? 32 : 128);
  if (!bits) return std::nullopt;
  range.bits_ = *bits + (is_v4 ? 96 : 0);
  return range;
}

bool IpRange::contains(const IpAddress& address) const noexcept {
  for (unsigned bit = 0; bit < bits_; bit += 8) {
    const unsigned left = bits_ - bit;
    const unsigned mask = left >= 8 ? 0xFFU : 0xFFU << (8 - left) & 0xFFU;
    const unsigned differs = unsigned{first_.bytes()[bit / 8]} ^ address.bytes()[bit / 8];
    if ((differs & mask) != 0) return false;
  }
  return true;
}

}  // namespace vgen
