/// Addresses of the Internet Protocol, as values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// An IPv4 or IPv6 address. An IPv4 address that is written as IPv6 ("::ffff:192.0.2.1", RFC 4291,
/// section 2.5.5.2) is the same as the IPv4 address.
class IpAddress {
 public:
  using Bytes = std::array<unsigned char, 16>;

  /// "192.0.2.1", "2001:db8::1". No brackets, port or spaces; a zone ("%eth0") is ignored.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text) noexcept;

  [[nodiscard]] bool is_v4() const noexcept;
  /// 16 bytes, also for IPv4.
  [[nodiscard]] const Bytes& bytes() const noexcept { return bytes_; }
  /// The shortest form (RFC 5952).
  [[nodiscard]] std::string text() const;

  bool operator==(const IpAddress&) const = default;

 private:
  Bytes bytes_{};
};

/// All addresses with the same first bits.
class IpRange {
 public:
  /// "10.0.0.0/8", "2001:db8::/32", or one address.
  [[nodiscard]] static std::optional<IpRange> parse(std::string_view text) noexcept;

  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;

 private:
  IpAddress first_{};
  unsigned bits_ = 128;  ///< Of 128, also for IPv4.
};

}  // namespace vgen
