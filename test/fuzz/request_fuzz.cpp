/// libFuzzer target: any bytes as a request. Nothing may crash or read out of bounds; what we take,
/// Beast takes and reads in the same way; pieces are read as the whole is. Built with
/// -DVGEN_BUILD_FUZZERS=ON and clang (-fsanitize=fuzzer,address,undefined).
#include "test/support/beast_comparison.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

void require(const std::string& difference) {
  if (difference.empty()) return;
  std::fprintf(stderr, "%s\n", difference.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // A block of just this size, so that reading beyond it is noticed.
  const auto copy = std::make_unique<char[]>(size);
  std::copy(data, data + size, copy.get());
  const std::string_view text(copy.get(), size);
  require(vgen_test::compare_with_beast(text));
  if (size <= 512) require(vgen_test::compare_pieces(text));
  return 0;
}
