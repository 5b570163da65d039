/// The protocol of Redis, version 3 (RESP3), without I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::redis {

/// One value that Redis sends.
struct Reply {
  enum class Kind : unsigned char {
    null,
    text,     ///< Also numbers that are not integers, in `text`.
    error,    ///< `text` begins with a code: "WRONGPASS invalid username-password pair".
    integer,  ///< Also booleans: 0 and 1.
    list,     ///< Also sets; and maps, as names and values in turn.
    push,     ///< A list that answers no command: what a subscription brings.
  };

  Kind kind = Kind::null;
  std::string text{};
  std::int64_t integer = 0;
  std::vector<Reply> items{};

  [[nodiscard]] bool is_error() const noexcept { return kind == Kind::error; }
  /// Whether it is an error with this code.
  [[nodiscard]] bool is_error(std::string_view code) const noexcept;

  bool operator==(const Reply&) const = default;
};

/// Limits on what a server may send, against one that is not Redis.
struct ReplyLimits {
  std::size_t text = std::size_t{512} * 1024 * 1024;  ///< Bytes of one text, as in Redis itself.
  std::size_t items = std::size_t{1024} * 1024;       ///< Values in one list.
  std::size_t depth = 16;                             ///< Lists within lists.
};

/// Splits what a server sends into replies. Bytes may come in pieces of any size. After a fault it
/// gives nothing more.
class ReplyReader {
 public:
  explicit ReplyReader(ReplyLimits limits = {}) : limits_(limits) {}

  /// Adds what was received.
  void add(std::string_view bytes);
  /// The next complete reply; none if more bytes are needed, or after a fault.
  [[nodiscard]] std::optional<Reply> next();
  /// What is wrong with the bytes; empty if nothing is.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  struct Open {
    Reply reply;
    std::size_t missing = 0;    ///< Values that have not come yet.
    bool is_attribute = false;  ///< It says something about the next reply, and is left out.
  };

  [[nodiscard]] std::optional<std::string_view> line();
  [[nodiscard]] bool read_value(Reply& reply, bool& is_open);
  [[nodiscard]] bool read_text(Reply& reply, std::string_view head);
  [[nodiscard]] bool open_list(Reply& reply, char mark, std::string_view head, bool& is_open);
  [[nodiscard]] bool fail(std::string fault);

  ReplyLimits limits_;
  std::string bytes_;
  std::size_t next_ = 0;  ///< The first byte that belongs to no reply yet.
  std::size_t seen_ = 0;  ///< Up to here there is no end of a line.
  std::vector<Open> open_;
  std::string fault_;
};

/// Appends a command with its arguments.
void append_command(std::string& bytes, std::initializer_list<std::string_view> arguments);
[[nodiscard]] std::string command(std::initializer_list<std::string_view> arguments);

}  // namespace vgen::redis
