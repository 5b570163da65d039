/// Compressed messages: permessage-deflate (RFC 7692), without context takeover.
///
/// Each message is compressed on its own, in both directions. So all connections of a thread share
/// one compressor and one decompressor, and a message that goes to many peers is compressed once.
#pragma once

#include <vgen/http/request.hpp>
#include <vgen/websocket/frame.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen::websocket {

/// The answer to the offers of a handshake, as value of `Sec-WebSocket-Extensions` (RFC 7692,
/// section 7.1). Empty if the client makes no offer that can be accepted: malformed ones, those
/// with unknown parameters, and those with a window smaller than that of `Deflater` are declined.
[[nodiscard]] std::string accepted_deflate(const Request& request);

/// Compresses messages. Not for several threads at once.
class Deflater {
 public:
  /// The binary logarithm of the window: 4 KiB are enough for messages, and fast to begin anew.
  static constexpr int window_bits = 12;

  Deflater() noexcept;
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  /// Appends the payload of a compressed message. Throws `std::bad_alloc`.
  void append(std::string& out, std::string_view payload);

 private:
  struct State;
  std::unique_ptr<State> state_;  ///< Made with the first message.
};

/// A whole frame of a server with a compressed message.
[[nodiscard]] std::string compressed_frame(Deflater& deflater, Opcode opcode,
                                           std::string_view payload);

/// Decompresses messages. Not for several threads at once.
class Inflater {
 public:
  enum class Result : unsigned char {
    good,
    malformed,  ///< The payload is not a whole DEFLATE stream.
    too_large,  ///< The message is larger than the limit; not more than it was decompressed.
  };

  Inflater() noexcept;
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Replaces `out` by the message of a payload. Throws `std::bad_alloc`.
  [[nodiscard]] Result inflate(std::span<const char> payload, std::size_t limit, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;  ///< Made with the first message.
};

}  // namespace vgen::websocket
