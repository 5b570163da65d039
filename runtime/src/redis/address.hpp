/// Where Redis is, and how to sign in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vgen::redis {

struct Address {
  std::string host = "127.0.0.1";
  std::uint16_t port = 6379;
  std::string user{};      ///< Empty for that without a name.
  std::string password{};  ///< Empty for none.
  unsigned database = 0;
  std::string prefix = "vgen";  ///< The begin of all keys.

  /// For people: "127.0.0.1:6379".
  [[nodiscard]] std::string text() const;

  bool operator==(const Address&) const = default;
};

/// Reads `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE][?prefix=NAME]`. User and password are
/// percent-encoded. Throws `std::invalid_argument` with one sentence, which does not have the
/// password.
[[nodiscard]] Address parse_url(std::string_view url);

}  // namespace vgen::redis
