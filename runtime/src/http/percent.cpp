#include <vgen/http/field_text.hpp>
#include <vgen/http/percent.hpp>

namespace vgen {
bool needs_decoding(std::string_view text, Plus plus) noexcept {
  if (text.find('%') != std::string_view::npos) return true;
  return plus == Plus::space && text.find('+') != std::string_view::npos;
}

bool percent_decode(std::string& out, std::string_view text, Plus plus) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '+' && plus == Plus::space) {
      out += ' ';
    } else if (c != '%') {
      out += c;
    } else {
      const int high = text.size() - i > 2 ? detail::hex_value(text[i + 1]) : -1;
      const int low = text.size() - i > 2 ? detail::hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return false;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return true;
}

}  // namespace vgen
