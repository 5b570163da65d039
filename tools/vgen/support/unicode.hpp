#pragma once

#include <string>
#include <string_view>

namespace vgen::tool {

/// The code points of a text. Bytes that are not UTF-8 become U+FFFD.
std::u32string decode_utf8(std::string_view text);

/// Appends a code point to a text.
void append_utf8(std::string& text, char32_t character);

/// Whether a name in C++ and in TypeScript may contain the letter. For letters beyond ASCII, whole
/// scripts count. ASCII digits and `_` are no letters.
bool is_letter(char32_t character);

/// The capital of a Latin, Greek or Cyrillic letter; other letters have no capitals here. The same
/// everywhere, whatever the locale is.
char32_t to_upper(char32_t character);
char32_t to_lower(char32_t character);

/// The text with small letters instead of `A` to `Z`.
std::string ascii_lower(std::string_view text);

/// A name in ASCII, for places that allow no other letters: `Größe` → `Groesse`, `Цена` → `Tsena`.
/// Latin, Greek and Cyrillic letters become Latin ones, other letters their code point: `U5546`.
/// An ASCII text does not change.
std::string ascii_name(std::string_view name);

/// The words of a name for files and URNs: `GrößeHolen` → `groesse-holen`.
std::string ascii_kebab_case(std::string_view name);

}  // namespace vgen::tool
