#include <vgen/json/read.hpp>

#include "number.hpp"

#include <string>

namespace vgen::json::detail {

void null_refused(Reader& in) {
  in.fault("type", {}, "null is not allowed here; leave the member out instead");
}

bool read_key(Reader& in, std::string_view text, std::int64_t lowest, std::int64_t highest,
              const IntegerRule* rule, std::int64_t& key) {
  // Each key has one spelling, because only then are different names different keys.
  const char* wrong = nullptr;
  const char* const end = text.data() + text.size();
  const bool canonical = scan_number(text.data(), end, wrong) == end &&
                         text.find_first_of(".eE") == text.npos && text != "-0";
  if (!canonical || !integer_of(text, key)) {
    in.fault("type", "\"integer\"", "the name of this member must be an integer");
    return false;
  }
  return check_integer(in, key, lowest, highest, rule != nullptr ? *rule : IntegerRule{});
}

bool read_enumerator(Reader& in, const std::string_view* names, std::size_t stride,
                     std::size_t count, std::size_t& index) {
  std::string_view text;
  if (!in.view(text)) return false;
  index = find_enumerator(in, text, names, stride, count);
  return index != count;
}

bool read_ticks(Reader& in, const Clockwork& clockwork, std::int64_t& ticks) {
  std::string_view text;
  return in.view(text) && parse_ticks(in, text, clockwork, ticks);
}

}  // namespace vgen::json::detail
