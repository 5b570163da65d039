/// libFuzzer target: any bytes as JSON. Nothing may crash, read out of bounds or take long. A value
/// that is accepted must be the same after it is written and read again. scripts/fuzz builds and
/// runs it.
#include "test/unit/json/sample.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace {

template <class T, class... Rules>
void read_and_write(std::string_view text, const Rules&... rules) {
  const auto parsed = vgen::json::parse<T>(text, rules...);
  if (parsed.malformed && parsed.faults.size() != 1) std::abort();
  if (!parsed.faults.empty()) return;
  const std::string written = vgen::json::to_json(parsed.value);
  const auto again = vgen::json::parse<T>(written, rules...);
  // Items are compared as text: 1e-400 and 0 are different, although both are read as 0.
  if (again.faults.size() == 1 && again.faults[0].code == "uniqueItems") return;
  if (!again.faults.empty() || !(again.value == parsed.value)) std::abort();
}

/// Reading a number gives the same value as the C library.
void compare_number(std::string_view text) {
  const auto parsed = vgen::json::parse<double>(text);
  if (!parsed.faults.empty()) return;
  const double expected = std::strtod(std::string(text).c_str(), nullptr);
  if (std::memcmp(&parsed.value, &expected, sizeof expected) != 0) std::abort();
}

/// A text that is skipped as an unknown member is malformed exactly if it is malformed alone.
void compare_skipping(std::string_view text) {
  vgen::Faults faults;
  vgen::json::Reader in(text, faults);
  in.skip();
  const bool good = in.finish();
  const std::string wrapped = "{\"x\":" + std::string(text) + "}";
  vgen::Faults others;
  vgen::json::Reader lenient(wrapped, others, {.depth = 65}, vgen::Place::body,
                             {.unknown_members = true});
  sample::Nothing nothing;
  vgen::json::read(lenient, nothing);
  // The reverse is not true: `1,"y":2` is two members.
  if (good && !lenient.finish()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_and_write<sample::Todo>(text);
  read_and_write<sample::Tree>(text);
  read_and_write<std::vector<double>>(text, vgen::json::ArrayRule{.unique = true},
                                      vgen::json::NumberRule{.multiple_of = 0.1});
  read_and_write<std::map<std::string, std::set<std::string>>>(text);
  read_and_write<std::map<int, std::optional<bool>>>(text);
  read_and_write<std::string>(text, vgen::json::StringRule{.format = vgen::json::Format::uri});
  read_and_write<sample::Odd>(text);
  read_and_write<std::vector<std::string>>(text);
  read_and_write<std::vector<float>>(text);
  compare_number(text);
  compare_skipping(text);
  return 0;
}
