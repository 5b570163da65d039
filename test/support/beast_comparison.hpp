/// Boost.Beast's parser as the second opinion on requests.
#pragma once

#include <string>
#include <string_view>

namespace vgen_test {

/// Reads the text as a request with `read_head` and `ChunkReader`, and with Beast's `basic_parser`.
/// What we take, Beast must take too and read in the same way; what we refuse, it may take: we are
/// stricter. Says what differs; empty: nothing.
std::string compare_with_beast(std::string_view text);

/// Whether we take the text as a whole request, its chunks included.
bool is_taken(std::string_view text);

/// Reads the text cut in two at every place: the pieces must be read as the whole is. Says what
/// differs; empty: nothing.
std::string compare_pieces(std::string_view text);

}  // namespace vgen_test
