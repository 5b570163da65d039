#include <vgen/websocket/deflate.hpp>

#include <vgen/http/field_text.hpp>
#include <vgen/http/headers.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <optional>
#include <utility>

#include <zlib.h>

namespace vgen::websocket {
namespace {

/// The end of a flushed stream, which a message does not contain (RFC 7692, section 7.2.1).
constexpr std::array<char, 4> tail{'\x00', '\x00', '\xFF', '\xFF'};

/// The value of a window parameter (section 7.1.2): 8 to 15, without leading zeros.
std::optional<int> window_of(std::string_view text) noexcept {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = text.substr(1, text.size() - 2);
  int bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  const bool is_good = error == std::errc() && end == text.data() + text.size() && bits >= 8 &&
                       bits <= 15 && text.front() != '0';
  return is_good ? std::optional(bits) : std::nullopt;
}

/// The parameters of one offer.
class Offer {
 public:
  /// Returns whether it can be accepted.
  [[nodiscard]] bool read(std::string_view parameters) {
    while (!parameters.empty()) {
      std::string_view value = detail::take_part(parameters, ';');
      const bool has_value = value.find('=') != std::string_view::npos;
      const std::string_view name = detail::take_part(value, '=');
      if (!add(name, has_value ? std::optional(detail::trimmed(value)) : std::nullopt))
        return false;
    }
    return true;
  }

  [[nodiscard]] bool has_window() const noexcept { return server_window_; }

 private:
  [[nodiscard]] bool add(std::string_view name, std::optional<std::string_view> value) {
    // A parameter must not be there twice.
    const auto once = [](bool& seen) { return !std::exchange(seen, true); };
    if (same_header_name(name, "server_no_context_takeover"))
      return once(server_takeover_) && !value;
    if (same_header_name(name, "client_no_context_takeover"))
      return once(client_takeover_) && !value;
    if (same_header_name(name, "client_max_window_bits"))
      return once(client_window_) && (!value || window_of(*value));
    if (same_header_name(name, "server_max_window_bits"))
      return once(server_window_) && value &&
             window_of(*value).value_or(0) >= Deflater::window_bits;
    return false;
  }

  bool server_takeover_ = false;
  bool client_takeover_ = false;
  bool server_window_ = false;
  bool client_window_ = false;
};

Bytef* bytes_of(const char* text) noexcept {
  // zlib's interface does not accept const input, but zlib does not write to it.
  return reinterpret_cast<Bytef*>(const_cast<char*>(text));
}

}  // namespace

std::string accepted_deflate(const Request& request) {
  for (const Header& header : request.headers) {
    if (!same_header_name(header.name, "Sec-WebSocket-Extensions")) continue;
    std::string_view list = header.value;
    while (!list.empty()) {
      std::string_view parameters = detail::take_part(list, ',');
      if (!same_header_name(detail::take_part(parameters, ';'), "permessage-deflate")) continue;
      Offer offer;
      if (!offer.read(parameters)) continue;
      std::string answer =
          "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
      if (offer.has_window())
        answer.append("; server_max_window_bits=").append(std::to_string(Deflater::window_bits));
      return answer;
    }
  }
  return {};
}

// -------------------------------------------------------------------------------------------------

struct Deflater::State {
  z_stream stream{};

  State() {
    constexpr int level = 4;   // Fast enough for the thread of a loop.
    constexpr int memory = 5;  // 32 KiB in all. A new message clears only 8 KiB of it.
    // Without the head and check sum of zlib (RFC 7692, section 7.2.1).
    if (deflateInit2(&stream, level, Z_DEFLATED, -window_bits, memory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~State() { deflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Deflater::Deflater() noexcept = default;
Deflater::~Deflater() = default;

void Deflater::append(std::string& out, std::string_view payload) {
  if (state_ == nullptr) state_ = std::make_unique<State>();
  z_stream& stream = state_->stream;
  deflateReset(&stream);
  stream.next_in = bytes_of(payload.data());
  stream.avail_in = static_cast<uInt>(payload.size());
  std::size_t used = out.size();
  // Enough for one turn, with the end of the flush.
  out.resize(used + deflateBound(&stream, static_cast<uLong>(payload.size())) + 16);
  do {
    if (used == out.size()) out.resize(out.size() + 1024);
    stream.next_out = bytes_of(out.data() + used);
    stream.avail_out = static_cast<uInt>(out.size() - used);
    deflate(&stream, Z_SYNC_FLUSH);
    used = out.size() - stream.avail_out;
  } while (stream.avail_out == 0);
  out.resize(used - tail.size());
}

// -------------------------------------------------------------------------------------------------

std::string compressed_frame(Deflater& deflater, Opcode opcode, std::string_view payload) {
  std::string packed(longest_head, '\0');
  deflater.append(packed, payload);
  const std::size_t size = packed.size() - longest_head;
  std::array<char, longest_head> head{};
  const char* const end =
      put_head(head.data(), {.compressed = true, .opcode = opcode, .size = size});
  packed.replace(0, longest_head, head.data(), static_cast<std::size_t>(end - head.data()));
  return packed;
}

// -------------------------------------------------------------------------------------------------

struct Inflater::State {
  z_stream stream{};

  State() {
    if (inflateInit2(&stream, -15) != Z_OK) throw std::bad_alloc();
  }
  ~State() { inflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Inflater::Inflater() noexcept = default;
Inflater::~Inflater() = default;

Inflater::Result Inflater::inflate(std::span<const char> payload, std::size_t limit,
                                   std::string& out) {
  if (state_ == nullptr) state_ = std::make_unique<State>();
  z_stream& stream = state_->stream;
  inflateReset(&stream);
  out.clear();
  std::size_t used = 0;
  for (const std::span<const char> part : {payload, std::span<const char>(tail)}) {
    stream.next_in = bytes_of(part.data());
    stream.avail_in = static_cast<uInt>(part.size());
    bool has_more = true;
    while (has_more) {
      if (used == out.size())
        out.resize(std::min(limit + 1, std::max(used * 2, payload.size() * 3 + 64)));
      stream.next_out = bytes_of(out.data() + used);
      stream.avail_out = static_cast<uInt>(out.size() - used);
      const int result = ::inflate(&stream, Z_SYNC_FLUSH);
      used = out.size() - stream.avail_out;
      if (used > limit) return Result::too_large;
      switch (result) {
        case Z_OK: has_more = stream.avail_out == 0; break;
        case Z_BUF_ERROR: has_more = false; break;  // the part is at its end
        case Z_STREAM_END:  // after a final block (section 7.2.3.4) another stream may begin
          if (stream.avail_in == 0) {
            out.resize(used);
            return Result::good;
          }
          inflateReset(&stream);
          break;
        default: return Result::malformed;
      }
    }
  }
  constexpr int between_blocks = 128;
  if ((stream.data_type & between_blocks) == 0) return Result::malformed;
  out.resize(used);
  return Result::good;
}

}  // namespace vgen::websocket
