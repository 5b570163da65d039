/// libFuzzer target: any bytes as a request. Nothing may crash or read out of bounds. Beast must
/// accept every request that we accept and read it in the same way. A request in pieces must be
/// read like the whole. Built with -DVGEN_BUILD_FUZZERS=ON and clang
/// (-fsanitize=fuzzer,address,undefined).
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
  // A block of exactly this size, so that reading past its end is found.
  const auto copy = std::make_unique<char[]>(size);
  std::copy(data, data + size, copy.get());
  const std::string_view text(copy.get(), size);
  require(vgen_test::compare_with_beast(text));
  if (size <= 512) require(vgen_test::compare_pieces(text));
  return 0;
}
