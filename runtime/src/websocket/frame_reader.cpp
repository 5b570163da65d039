#include <vgen/websocket/frame_reader.hpp>

#include <vgen/json/utf8.hpp>

#include <utility>

namespace vgen::websocket {
namespace {

using Kind = Received::Kind;

constexpr unsigned reserved_bits = 0x70;
constexpr unsigned compressed_mask = 0x40;

Received failed(std::uint16_t code, std::string_view failure) noexcept {
  return {.kind = Kind::failed, .code = code, .failure = failure};
}

Received broken(std::string_view failure) noexcept {
  return failed(close_code::protocol_error, failure);
}

Received bad_text() noexcept {
  return failed(close_code::invalid_text, "text that is not UTF-8");
}

bool is_control(Opcode opcode) noexcept {
  return static_cast<unsigned>(opcode) >= 0x8;
}

bool is_known(unsigned opcode) noexcept {
  return opcode <= 0x2 || (opcode >= 0x8 && opcode <= 0xA);
}

std::uint64_t big_endian(const char* from, unsigned bytes) noexcept {
  std::uint64_t number = 0;
  for (unsigned i = 0; i < bytes; ++i) number = number << 8 | static_cast<unsigned char>(from[i]);
  return number;
}

}  // namespace

FrameReader::HeadResult FrameReader::read_head(std::span<const char> input, FrameHead& head,
                                               std::size_t& head_size,
                                               Received& failure) const noexcept {
  if (input.size() < 2) return HeadResult::incomplete;
  const auto first = static_cast<unsigned char>(input[0]);
  const auto second = static_cast<unsigned char>(input[1]);
  const auto refuse = [&](std::string_view reason) {
    failure = broken(reason);
    return HeadResult::failed;
  };
  head.final = (first & 0x80) != 0;
  head.compressed = (first & compressed_mask) != 0;
  head.opcode = static_cast<Opcode>(first & 0x0F);
  // RFC 7692, section 6.1: only the first frame of a message has the bit.
  const bool may_be_compressed =
      inflater_ != nullptr && (head.opcode == Opcode::text || head.opcode == Opcode::binary);
  if ((first & reserved_bits & ~(may_be_compressed ? compressed_mask : 0U)) != 0)
    return refuse("a reserved bit is set");
  if (!is_known(first & 0x0FU)) return refuse("an unknown opcode");
  head.size = second & 0x7F;
  const bool masked = (second & 0x80) != 0;
  if (masked != (role_ == Role::server))
    return refuse(masked ? "a masked frame from a server" : "a frame without a mask");
  if (is_control(head.opcode) && (!head.final || head.size > longest_control))
    return refuse(head.final ? "a control frame is too long" : "a control frame in fragments");

  const unsigned length_bytes = head.size == 126 ? 2 : head.size == 127 ? 8 : 0;
  head_size = 2U + length_bytes + (masked ? 4U : 0U);
  if (input.size() < head_size) return HeadResult::incomplete;
  if (length_bytes != 0) {
    head.size = big_endian(input.data() + 2, length_bytes);
    if (head.size < (length_bytes == 2 ? 126U : 0x10000U)) return refuse("a length is not short");
    if (head.size >> 63 != 0) return refuse("a length is too large");
  }
  if (masked) head.mask = static_cast<std::uint32_t>(big_endian(input.data() + head_size - 4, 4));
  return HeadResult::complete;
}

/// Whether the frame may follow those before it; null if it may.
const char* FrameReader::fault_of(const FrameHead& head) const noexcept {
  if (is_control(head.opcode)) return nullptr;
  if (head.opcode == Opcode::continuation)
    return in_message_ ? nullptr : "a continuation without a beginning";
  return in_message_ ? "a new message before the end of the last one" : nullptr;
}

Received FrameReader::next(std::span<char>& input) {
  if (message_done_) {
    message_done_ = false;
    message_ = {};
  }
  for (;;) {
    FrameHead head;
    std::size_t head_size = 0;
    Received failure;
    switch (read_head(input, head, head_size, failure)) {
      case HeadResult::complete: break;
      case HeadResult::incomplete: return {};
      case HeadResult::failed: return failure;
    }
    if (const char* const fault = fault_of(head)) return broken(fault);
    if (!is_control(head.opcode) &&
        (head.size > message_limit_ || head.size > message_limit_ - message_.size()))
      return failed(close_code::too_big, "a message is too large");
    if (input.size() - head_size < head.size) return {};
    const std::span<char> payload = input.subspan(head_size, static_cast<std::size_t>(head.size));
    input = input.subspan(head_size + payload.size());
    if (head.mask) apply_mask(payload, *head.mask);
    const Received result = is_control(head.opcode) ? control(head, payload) : data(head, payload);
    if (result.kind != Kind::incomplete) return result;
  }
}

Received FrameReader::control(const FrameHead& head, std::span<char> payload) const {
  if (head.opcode == Opcode::ping) return {.kind = Kind::ping, .payload = payload};
  if (head.opcode == Opcode::pong) return {.kind = Kind::pong, .payload = payload};
  if (payload.empty()) return {.kind = Kind::close, .code = close_code::none};
  if (payload.size() == 1) return broken("a close frame with half a code");
  const auto code = static_cast<std::uint16_t>(big_endian(payload.data(), 2));
  if (!may_be_sent(code)) return broken("a close code that may not be sent");
  const Received close{.kind = Kind::close, .payload = payload.subspan(2), .code = code};
  return json::is_valid_utf8(close.text()) ? close : bad_text();
}

Received FrameReader::data(const FrameHead& head, std::span<char> payload) {
  if (!in_message_ && head.final) {
    if (head.compressed) return inflate(head.opcode, payload);
    const Received whole{.kind = head.opcode == Opcode::text ? Kind::text : Kind::binary,
                         .payload = payload};
    return whole.kind == Kind::text && !json::is_valid_utf8(whole.text()) ? bad_text() : whole;
  }
  return add_fragment(head, payload);
}

/// The message is in memory of its own, since handlers of other connections may run before it is
/// used.
Received FrameReader::inflate(Opcode opcode, std::span<const char> payload) {
  std::string text;
  switch (inflater_->inflate(payload, message_limit_, text)) {
    case Inflater::Result::good: break;
    case Inflater::Result::malformed: return broken("a message is not compressed as it should");
    case Inflater::Result::too_large: return failed(close_code::too_big, "a message is too large");
  }
  if (opcode == Opcode::text && !json::is_valid_utf8(text)) return bad_text();
  message_ = std::move(text);
  message_done_ = true;
  return {.kind = opcode == Opcode::text ? Kind::text : Kind::binary, .payload = message_};
}

/// Text is checked with each fragment, so that a peer learns of a fault early.
Received FrameReader::add_fragment(const FrameHead& head, std::span<char> payload) {
  if (!in_message_) {
    opcode_ = head.opcode;
    compressed_ = head.compressed;
  }
  in_message_ = !head.final;
  message_.append(payload.data(), payload.size());
  if (compressed_) return head.final ? inflate(opcode_, message_) : Received();
  if (opcode_ == Opcode::text) {
    checked_ += json::valid_utf8_prefix(std::string_view(message_).substr(checked_));
    const std::string_view rest = std::string_view(message_).substr(checked_);
    if (head.final ? !rest.empty() : !json::may_begin_utf8(rest)) return bad_text();
  }
  if (!head.final) return {};
  message_done_ = true;
  checked_ = 0;
  return {.kind = opcode_ == Opcode::text ? Kind::text : Kind::binary, .payload = message_};
}

}  // namespace vgen::websocket
