/// Boost.Beast's parser as a second opinion on requests.
#pragma once

#include <string>
#include <string_view>

namespace vgen_test {

/// Reads the text as a request with `read_head` and `ChunkReader`, and with Beast's `basic_parser`.
/// Beast must accept every request that we accept and read it in the same way. It may accept more,
/// because we are stricter. Returns the difference; empty if there is none.
std::string compare_with_beast(std::string_view text);

/// Whether we accept the text as a whole request, including its chunks.
bool is_taken(std::string_view text);

/// Reads the text in two parts, cut at every place in turn. The parts must be read like the whole.
/// Returns the difference; empty if there is none.
std::string compare_pieces(std::string_view text);

}  // namespace vgen_test
