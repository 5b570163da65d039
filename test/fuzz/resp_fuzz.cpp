// Replies of Redis in pieces are read like the whole, and never more than there is.
#include "runtime/src/redis/resp.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using vgen::redis::Reply;
using vgen::redis::ReplyReader;

/// The replies, and then the fault.
std::vector<Reply> read_all(std::string_view bytes, std::size_t piece) {
  ReplyReader reader({.text = 4096, .items = 64, .depth = 4});
  std::vector<Reply> replies;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    reader.add(bytes.substr(at, piece));
    while (std::optional<Reply> reply = reader.next()) replies.push_back(*std::move(reply));
  }
  replies.push_back({.text = reader.fault()});
  return replies;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::vector<Reply> whole = read_all(bytes, bytes.size() + 1);
  if (read_all(bytes, 1) != whole || read_all(bytes, data[0] % 32U + 1) != whole) std::abort();
  return 0;
}
