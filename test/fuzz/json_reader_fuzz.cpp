/// libFuzzer target: any bytes as JSON. Nothing may crash, read out of bounds or take long; what is accepted must come back the same.
/// Built with -DVGEN_BUILD_FUZZERS=ON and clang (-fsanitize=fuzzer,address,undefined).
#include "test/unit/json/sample.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <string_view>

namespace {

template <class T, class... Rules>
void read_and_write(std::string_view text, const Rules&... rules) {
  const auto parsed = vgen::json::parse<T>(text, rules...);
  if (parsed.malformed && parsed.faults.size() != 1) std::abort();
  if (!parsed.faults.empty()) return;
  const std::string written = vgen::json::to_json(parsed.value);
  const auto again = vgen::json::parse<T>(written, rules...);
  if (!again.faults.empty() || !(again.value == parsed.value)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_and_write<sample::Todo>(text);
  read_and_write<sample::Tree>(text);
  read_and_write<std::vector<double>>(text, vgen::json::ArrayRule{.unique = true}, vgen::json::NumberRule{.multiple_of = 0.1});
  read_and_write<std::map<std::string, std::set<std::string>>>(text);
  read_and_write<std::map<int, std::optional<bool>>>(text);
  read_and_write<std::string>(text, vgen::json::StringRule{.format = vgen::json::Format::uri});
  vgen::Faults faults;
  vgen::json::Reader in(text, faults);
  in.skip();
  in.finish();
  return 0;
}
