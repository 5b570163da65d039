#include "tools/vgen/support/unicode.hpp"

#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>

namespace vgen::tool {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// The bytes of a character that begins with this one; 0 if none does.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

struct Range {
  char32_t first;
  char32_t last;
};

/// The letters, marks and digits of scripts, roughly XID_Continue. Ordered.
constexpr Range letters[] = {
    {0xAA, 0xAA},     {0xB5, 0xB5},     {0xBA, 0xBA},     {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2C1},    {0x300, 0x374},   {0x376, 0x377},   {0x37B, 0x37D},   {0x37F, 0x37F},
    {0x386, 0x386},   {0x388, 0x3F5},   {0x3F7, 0x481},   {0x483, 0x487},   {0x48A, 0x559},
    {0x561, 0x587},   {0x591, 0x5BD},   {0x5D0, 0x5F2},   {0x610, 0x61A},   {0x620, 0x669},
    {0x66E, 0x6D3},   {0x6D5, 0x6DC},   {0x6DF, 0x6E8},   {0x6EA, 0x6FC},   {0x710, 0x7B1},
    {0x8A0, 0x963},   {0x966, 0x96F},   {0x971, 0xDF3},   {0xE01, 0xE3A},   {0xE40, 0xE4E},
    {0xE50, 0xE59},   {0xE81, 0xEDF},   {0xF00, 0xF00},   {0x1000, 0x1049}, {0x1050, 0x10FA},
    {0x10FC, 0x135F}, {0x1380, 0x138F}, {0x13A0, 0x13FD}, {0x1401, 0x166C}, {0x1780, 0x17D3},
    {0x17E0, 0x17E9}, {0x1820, 0x18AA}, {0x1D00, 0x1FBC}, {0x1FC2, 0x1FCC}, {0x1FD0, 0x1FDB},
    {0x1FE0, 0x1FEC}, {0x1FF2, 0x1FFC}, {0x2C60, 0x2C7F}, {0x3005, 0x3007}, {0x3031, 0x3035},
    {0x3041, 0x3096}, {0x3099, 0x309A}, {0x309D, 0x309F}, {0x30A1, 0x30FA}, {0x30FC, 0x30FF},
    {0x3105, 0x312F}, {0x3131, 0x318E}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
    {0xA000, 0xA48C}, {0xA720, 0xA788}, {0xAC00, 0xD7A3}, {0xF900, 0xFAD9}, {0x20000, 0x323AF},
};

/// In some blocks the capitals are the even code points, in others the odd ones.
bool is_in_pairs(char32_t c, bool& capitals_are_odd) {
  capitals_are_odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x178) return false;
  return (c >= 0x100 && c <= 0x17E) || (c >= 0x218 && c <= 0x21B) || (c >= 0x460 && c <= 0x481) ||
         (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1E95) ||
         (c >= 0x1EA0 && c <= 0x1EFF);
}

/// What a letter becomes in ASCII: each entry is the letter, its replacement and a space.
constexpr std::string_view replacements =
    "ÀA ÁA ÂA ÃA ÄAe ÅAa ÆAe ÇC ÈE ÉE ÊE ËE ÌI ÍI ÎI ÏI ÐD ÑN ÒO ÓO ÔO ÕO ÖOe ØOe ÙU ÚU ÛU ÜUe "
    "ÝY ÞTh ßss àa áa âa ãa äae åaa æae çc èe ée êe ëe ìi íi îi ïi ðd ñn òo óo ôo õo öoe øoe ùu "
    "úu ûu üue ýy þth ÿy ĀA āa ĂA ăa ĄA ąa ĆC ćc ĈC ĉc ĊC ċc ČC čc ĎD ďd ĐD đd ĒE ēe ĔE ĕe ĖE ėe "
    "ĘE ęe ĚE ěe ĜG ĝg ĞG ğg ĠG ġg ĢG ģg ĤH ĥh ĦH ħh ĨI ĩi ĪI īi ĬI ĭi ĮI įi İI ıi ĲIj ĳij ĴJ ĵj "
    "ĶK ķk ĸk ĹL ĺl ĻL ļl ĽL ľl ĿL ŀl ŁL łl ŃN ńn ŅN ņn ŇN ňn ŉn ŊNg ŋng ŌO ōo ŎO ŏo ŐO őo ŒOe "
    "œoe ŔR ŕr ŖR ŗr ŘR řr ŚS śs ŜS ŝs ŞS şs ŠS šs ŢT ţt ŤT ťt ŦT ŧt ŨU ũu ŪU ūu ŬU ŭu ŮU ůu ŰU "
    "űu ŲU ųu ŴW ŵw ŶY ŷy ŸY ŹZ źz ŻZ żz ŽZ žz ſs ẞSS ȘS șs ȚT țt ΆA ΈE ΉI ΊI ΌO ΎY ΏO ΐi ΑA ΒV "
    "ΓG ΔD ΕE ΖZ ΗI ΘTh ΙI ΚK ΛL ΜM ΝN ΞX ΟO ΠP ΡR ΣS ΤT ΥY ΦF ΧCh ΨPs ΩO ΪI ΫY άa έe ήi ίi ΰy "
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo ϊi ϋy όo ύy "
    "ώo ЀE ЁYo ЂDj ЃGj ЄYe ЅDz ІI ЇYi ЈJ ЉLj ЊNj ЋC ЌKj ЍI ЎU ЏDzh АA БB ВV ГG ДD ЕE ЖZh ЗZ ИI "
    "ЙJ КK ЛL МM НN ОO ПP РR СS ТT УU ФF ХKh ЦTs ЧCh ШSh ЩShch Ъ ЫY Ь ЭE ЮYu ЯYa аa бb вv гg дd "
    "еe жzh зz иi йj кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ѐe "
    "ёyo ђdj ѓgj єye ѕdz іi їyi јj љlj њnj ћc ќkj ѝi ўu џdzh ҐG ґg ";

std::map<char32_t, std::string> make_replacements() {
  std::map<char32_t, std::string> result;
  const std::u32string entries = decode_utf8(replacements);
  for (std::size_t at = 0; at < entries.size();) {
    const std::size_t end = entries.find(U' ', at);
    std::string& text = result[entries[at]];
    for (++at; at < end; ++at) append_utf8(text, entries[at]);
    at = end + 1;
  }
  return result;
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = length_of(first);
    char32_t character = length == 1 ? first : first & (0x7FU >> length);
    bool is_valid = length != 0 && at + length <= text.size();
    for (std::size_t i = 1; is_valid && i < length; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      is_valid = (next & 0xC0U) == 0x80U;
      character = (character << 6U) | (next & 0x3FU);
    }
    result += is_valid ? character : replacement;
    at += is_valid ? length : 1;
  }
  return result;
}

void append_utf8(std::string& text, char32_t character) {
  const auto c = static_cast<std::uint32_t>(character);
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  const auto add_rest = [&](unsigned shift) { add(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return add(c);
  if (c < 0x800) {
    add(0xC0U | (c >> 6U));
  } else if (c < 0x10000) {
    add(0xE0U | (c >> 12U));
    add_rest(6);
  } else {
    add(0xF0U | (c >> 18U));
    add_rest(12);
    add_rest(6);
  }
  add_rest(0);
}

bool is_letter(char32_t character) {
  if (character < 0x80)
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
  const auto* const range =
      std::ranges::lower_bound(letters, character, {}, [](const Range& each) { return each.last; });
  return range != std::end(letters) && range->first <= character;
}

char32_t to_upper(char32_t c) {
  bool odd = false;
  if ((c >= U'a' && c <= U'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
      (c >= 0x3B1 && c <= 0x3CB && c != 0x3C2) || (c >= 0x430 && c <= 0x44F))
    return c - 0x20;
  if (c == 0xFF) return 0x178;
  if (c >= 0x450 && c <= 0x45F) return c - 0x50;
  if (c == 0x3AC) return 0x386;
  if (c >= 0x3AD && c <= 0x3AF) return c - 0x25;
  if (c == 0x3CC) return 0x38C;
  if (c == 0x3CD || c == 0x3CE) return c - 0x3F;
  if (is_in_pairs(c, odd) && (c % 2 == 1) != odd) return c - 1;
  return c;
}

char32_t to_lower(char32_t c) {
  bool odd = false;
  if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
      (c >= 0x391 && c <= 0x3AB && c != 0x3A2) || (c >= 0x410 && c <= 0x42F))
    return c + 0x20;
  if (c == 0x178) return 0xFF;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 0x25;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 0x3F;
  if (is_in_pairs(c, odd) && (c % 2 == 1) == odd) return c + 1;
  return c;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string ascii_name(std::string_view name) {
  static const std::map<char32_t, std::string> known = make_replacements();
  std::string result;
  for (const char32_t character : decode_utf8(name)) {
    const bool is_mark = character >= 0x300 && character <= 0x36F;  // of the letter before it
    if (is_mark) continue;
    const auto row = known.find(character);
    if (character < 0x80) {
      result += static_cast<char>(character);
    } else if (row != known.end()) {
      result += row->second;
    } else {
      result += fmt::format("U{:04X}", static_cast<std::uint32_t>(character));
    }
  }
  return result;
}

std::string ascii_kebab_case(std::string_view name) {
  std::string text = ascii_name(kebab_case(name));
  std::ranges::transform(text, text.begin(), [](char c) {
    return static_cast<char>(to_lower(static_cast<unsigned char>(c)));
  });
  return text;
}

}  // namespace vgen::tool
