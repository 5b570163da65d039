// The frames of a websocket give the same messages whole and in two pieces, for both ends, with and
// without compression. No message is larger than the limit, and every text is UTF-8. A message that
// is compressed and decompressed is what it was.
#include <vgen/json/utf8.hpp>
#include <vgen/websocket/deflate.hpp>
#include <vgen/websocket/frame_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace websocket = vgen::websocket;
using Kind = websocket::Received::Kind;

constexpr std::size_t limit = 2000;

void need(bool condition) {
  if (!condition) std::abort();
}

/// Adds what was received to a text. Returns false after a failure.
bool read_all(websocket::FrameReader& reader, std::string& input, std::string& results) {
  std::span<char> rest(input);
  for (;;) {
    const websocket::Received received = reader.next(rest);
    if (received.kind == Kind::incomplete) break;
    need(received.payload.size() <= limit);
    need(received.kind != Kind::text || vgen::json::is_valid_utf8(received.text()));
    results += std::to_string(static_cast<int>(received.kind)) + ':' +
               std::to_string(received.code) + ':' + std::string(received.text()) + '\n';
    if (received.kind == Kind::failed) return false;
  }
  input.erase(0, input.size() - rest.size());
  return true;
}

std::string read(websocket::Role role, websocket::Inflater* inflater, std::string_view first,
                 std::string_view second) {
  websocket::FrameReader reader(role, limit, inflater);
  std::string results;
  std::string input(first);
  if (!read_all(reader, input, results)) return results;
  input += second;
  read_all(reader, input, results);
  return results;
}

void check_round_trip(std::string_view text) {
  static websocket::Deflater deflater;
  static websocket::Inflater inflater;
  std::string payload;
  deflater.append(payload, text);
  std::string back;
  need(inflater.inflate(payload, text.size(), back) == websocket::Inflater::Result::good);
  need(back == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static websocket::Inflater shared;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = size == 0 ? 0 : data[size - 1] % size;
  for (const websocket::Role role : {websocket::Role::server, websocket::Role::client}) {
    for (websocket::Inflater* const inflater :
         {static_cast<websocket::Inflater*>(nullptr), &shared})
      need(read(role, inflater, bytes, {}) ==
           read(role, inflater, bytes.substr(0, cut), bytes.substr(cut)));
  }
  check_round_trip(bytes);
  const std::vector<vgen::Header> headers = {{.name = "Sec-WebSocket-Extensions", .value = bytes}};
  static_cast<void>(websocket::accepted_deflate({.headers = headers}));
  return 0;
}
