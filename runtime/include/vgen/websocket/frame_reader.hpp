/// From received bytes to the messages of a websocket (RFC 6455, RFC 7692), without I/O.
#pragma once

#include <vgen/websocket/deflate.hpp>
#include <vgen/websocket/frame.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace vgen::websocket {

/// The next thing that the peer has sent.
struct Received {
  enum class Kind : unsigned char {
    incomplete,  ///< More bytes are needed.
    text,        ///< A whole message; valid UTF-8.
    binary,      ///< A whole message.
    ping,
    pong,
    close,
    failed,  ///< The peer has broken the protocol. Close with the code; nothing more is readable.
  };

  Kind kind = Kind::incomplete;
  /// The message, or the payload of a control frame; of a close frame the reason. It may be changed
  /// in place, and is valid until the next call of the reader or until the input changes.
  std::span<char> payload{};
  std::uint16_t code = 0;      ///< Of a close frame, or of the failure.
  std::string_view failure{};  ///< What the peer has done wrong, as the reason of a close frame.

  [[nodiscard]] std::string_view text() const noexcept { return {payload.data(), payload.size()}; }
};

/// Reads the frames of one direction of a connection. Checks all that RFC 6455 demands of a peer:
/// reserved bits and opcodes, masks, shortest lengths, control frames, the order of fragments,
/// UTF-8 and close codes. Joins the fragments of a message, and decompresses it. Not for several
/// threads at once.
class FrameReader {
 public:
  /// `role`: the end that reads. `message_limit`: the bytes of the longest message, also after it
  /// is decompressed. `inflater` must outlive the reader; null if the ends have not agreed on
  /// compressed messages.
  FrameReader(Role role, std::size_t message_limit, Inflater* inflater = nullptr) noexcept
      : message_limit_(message_limit), inflater_(inflater), role_(role) {}

  /// Takes the next frames from the beginning of the input, and removes the mask there. Fragments
  /// are taken without a result of their own. After `failed` it must not be called again.
  [[nodiscard]] Received next(std::span<char>& input);

 private:
  enum class HeadResult : unsigned char { complete, incomplete, failed };

  [[nodiscard]] HeadResult read_head(std::span<const char> input, FrameHead& head,
                                     std::size_t& head_size, Received& failure) const noexcept;
  [[nodiscard]] const char* fault_of(const FrameHead& head) const noexcept;
  [[nodiscard]] Received control(const FrameHead& head, std::span<char> payload) const;
  [[nodiscard]] Received data(const FrameHead& head, std::span<char> payload);
  [[nodiscard]] Received add_fragment(const FrameHead& head, std::span<char> payload);
  [[nodiscard]] Received inflate(Opcode opcode, std::span<const char> payload);

  std::size_t message_limit_;
  Inflater* inflater_;
  std::string message_;      ///< The fragments of an incomplete message.
  std::size_t checked_ = 0;  ///< The bytes of it that are known to be valid UTF-8.
  Role role_;
  bool in_message_ = false;    ///< A fragment of a message was read, and not its last one.
  bool message_done_ = false;  ///< `message_` was the last result.
  bool compressed_ = false;    ///< The message whose fragments are read is compressed.
  Opcode opcode_ = Opcode::text;
};

}  // namespace vgen::websocket
