/// The parts of a message besides the input of its function: the key and `$id`.
#pragma once

#include <vgen/core/faults.hpp>
#include <vgen/core/limits.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// The member that connects a reply with its message.
inline constexpr std::string_view id_member = "$id";
/// The member of a message that brings a token for the session of the connection.
inline constexpr std::string_view token_member = "authenticate";
/// The longest `$id`, in bytes of its JSON text.
inline constexpr std::size_t longest_id = 130;

/// The key and `$id` of a message, and their places; and the token, if it brings one.
struct Envelope {
  enum class Outcome : unsigned char {
    good,
    malformed,  ///< Not JSON. The fault says where.
    invalid,    ///< Not an object, or a repeated member. The fault says which.
    bad_id,     ///< `$id` is neither an integer nor a short string.
  };
  /// A member in the text, from the quote before its name to the end of its value. Empty if it is
  /// absent.
  struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Outcome outcome = Outcome::good;
  bool has_key = false;  ///< The key is a string.
  std::string key{};     ///< Its value.
  std::string id{};      ///< `$id` as it was written; empty if it is absent or bad.
  Extent key_extent{};
  Extent id_extent{};
  bool has_token = false;  ///< It has the member `authenticate`, so it is for no function.
  std::string token{};     ///< Its value; empty if that is not a string.
};

/// Finds the key and `$id` of a message, in any order. A message with faults has those that come
/// before its first fault.
[[nodiscard]] Envelope find_envelope(std::string_view text, std::string_view key, Faults& faults,
                                     const Limits& limits);

/// Whether the JSON of `$id` is an integer, or a string that is not too long.
[[nodiscard]] bool is_good_id(std::string_view id) noexcept;

/// Takes the key and `$id` off a good message: they become white space, so all that is left is the
/// input of a function.
void take_off(const Envelope& envelope, std::span<char> text);

}  // namespace vgen
