#pragma once

#include <string>
#include <string_view>

namespace samples {

/// The hash of a password with a salt of its own (scrypt, RFC 7914): `scrypt$SALT$HASH`, in
/// hexadecimal digits. Takes about 100 ms and 16 MiB, so that guessing is slow: call it on a
/// worker.
[[nodiscard]] std::string hash_of_password(std::string_view password);

/// Whether the hash is that of the password. Takes as long, also for a text that is not a hash.
[[nodiscard]] bool is_password(std::string_view password, std::string_view hash);

/// The SHA-256 of a text, in hexadecimal digits. For texts that nobody can guess.
[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace samples
