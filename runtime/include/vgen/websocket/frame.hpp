/// The frames of a websocket (RFC 6455, section 5), as bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vgen::websocket {

/// The opcodes (RFC 6455, section 5.2). The others are reserved.
enum class Opcode : unsigned char {
  continuation = 0x0,
  text = 0x1,
  binary = 0x2,
  close = 0x8,
  ping = 0x9,
  pong = 0xA,
};

/// The end of the connection that a program is. Only the frames of a client are masked.
enum class Role : unsigned char { server, client };

/// The reasons for the end of a connection (RFC 6455, section 7.4.1). Applications use 3000 to
/// 4999.
namespace close_code {

inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t going_away = 1001;
inline constexpr std::uint16_t protocol_error = 1002;
inline constexpr std::uint16_t unsupported_data = 1003;
inline constexpr std::uint16_t none = 1005;      ///< A close frame without a code; never sent.
inline constexpr std::uint16_t abnormal = 1006;  ///< No close frame arrived; never sent.
inline constexpr std::uint16_t invalid_text = 1007;
inline constexpr std::uint16_t policy = 1008;
inline constexpr std::uint16_t too_big = 1009;
inline constexpr std::uint16_t internal_error = 1011;
inline constexpr std::uint16_t try_again = 1013;

}  // namespace close_code

/// Whether a close frame may contain this code.
[[nodiscard]] bool may_be_sent(std::uint16_t code) noexcept;

/// The longest payload of a control frame (RFC 6455, section 5.5).
inline constexpr std::size_t longest_control = 125;
/// The longest head of a frame: of a large frame of a client.
inline constexpr std::size_t longest_head = 14;

/// The part of a frame before its payload.
struct FrameHead {
  bool final = true;        ///< The last frame of a message.
  bool compressed = false;  ///< The first reserved bit: permessage-deflate (RFC 7692).
  Opcode opcode = Opcode::text;
  std::uint64_t size = 0;               ///< Bytes of the payload.
  std::optional<std::uint32_t> mask{};  ///< In network byte order, as in the frame.

  bool operator==(const FrameHead&) const = default;
};

/// Writes a head, at most `longest_head` bytes. Returns the end.
char* put_head(char* to, const FrameHead& head) noexcept;

/// Appends a whole frame of a server. A close frame has its code in the payload; see
/// `close_payload`.
void append_frame(std::string& out, Opcode opcode, std::string_view payload);
/// Appends a whole frame of a client.
void append_masked_frame(std::string& out, Opcode opcode, std::string_view payload,
                         std::uint32_t mask);

/// The payload of a close frame. Cuts the reason to the longest that fits, at the end of a
/// character.
[[nodiscard]] std::string close_payload(std::uint16_t code, std::string_view reason);

/// Masks a payload, or removes the mask (RFC 6455, section 5.3).
void apply_mask(std::span<char> payload, std::uint32_t mask) noexcept;

}  // namespace vgen::websocket
