/// What a message says besides its members: the key and `$id`.
#pragma once

#include <vgen/core/faults.hpp>
#include <vgen/core/limits.hpp>

#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// The member that connects a reply with its message.
inline constexpr std::string_view id_member = "$id";
/// The longest `$id`, in bytes of its JSON text.
inline constexpr std::size_t longest_id = 130;

/// The result of `take_envelope`.
struct Envelope {
  enum class Outcome : unsigned char {
    good,
    malformed,  ///< Not JSON. The fault says where.
    invalid,    ///< Not an object, or a repeated member. The fault says which.
    bad_id,     ///< `$id` is neither an integer nor a short string.
  };

  Outcome outcome = Outcome::good;
  bool has_key = false;
  std::string key{};      ///< The value of the key, if it is a string.
  std::string_view id{};  ///< `$id` as it was written; empty for none. A view of the text.
};

/// Finds the key and `$id` of a message, in any order, and takes both off: in the text they become
/// white space, so all that is left is the input of a function. The text is unchanged unless the
/// outcome is `good`. `$id` is found also in a message with faults, if it is before them; then it
/// is no view of the text but of `id_copy`.
[[nodiscard]] Envelope take_envelope(std::span<char> text, std::string_view key, Faults& faults,
                                     const Limits& limits, std::string& id_copy);

}  // namespace vgen
