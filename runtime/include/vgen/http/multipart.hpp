/// Bodies of several parts, as forms with files send them (RFC 2046, section 5.1; RFC 7578).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// The boundary in a `Content-Type` of `multipart/form-data`. None for another media type, and
/// for a boundary that is missing or malformed.
[[nodiscard]] std::optional<std::string> multipart_boundary(std::string_view content_type);

/// What the head of a part says.
struct PartHead {
  std::string name{};  ///< Of the field. Valid UTF-8 without control characters.
  std::optional<std::string> file_name{};  ///< The same, without folders. Given for a file.
  std::string media_type{};                ///< Empty if the part has no `Content-Type`.

  bool operator==(const PartHead&) const = default;
};

/// Gets the parts in their order.
class PartSink {
 public:
  virtual void begin_part(PartHead head) = 0;
  /// The next bytes of the part, valid during the call.
  virtual void part_data(std::string_view bytes) = 0;
  virtual void end_part() = 0;

 protected:
  PartSink() = default;
  ~PartSink() = default;
  PartSink(const PartSink&) = default;
  PartSink& operator=(const PartSink&) = default;
};

/// Splits a body into its parts, in whatever pieces it arrives. Strict: lines end with CR LF, heads
/// have no folded lines, and each part says once that it is a field of a form. Keeps no more than a
/// head of a part.
class MultipartParser {
 public:
  enum class State : unsigned char {
    incomplete,
    complete,   ///< The last boundary was read. What follows is ignored.
    malformed,  ///< See `fault`.
    too_large,  ///< Too many parts, or the head of one is too large.
  };

  explicit MultipartParser(std::string_view boundary, std::size_t parts = 100,
                           std::size_t head_bytes = 8 * 1024);

  /// Reads the next bytes. After a fault it does nothing.
  State read(std::string_view bytes, PartSink& sink);
  [[nodiscard]] State state() const noexcept;
  /// A sentence about the fault, for the client.
  [[nodiscard]] std::string_view fault() const noexcept { return fault_; }

 private:
  enum class Step : unsigned char {
    preamble,  ///< Before the first boundary.
    boundary,  ///< Behind a boundary.
    dash,      ///< Behind the first dash of the last boundary.
    padding,   ///< Spaces behind a boundary.
    line_end,  ///< Behind the CR after a boundary.
    head,
    data,
    epilogue,
    failed,
  };

  void read_some(std::string_view& bytes, PartSink& sink);
  void read_data(std::string_view& bytes, PartSink& sink);
  void read_boundary(char c);
  void read_head(std::string_view& bytes, PartSink& sink);
  void end_head(PartSink& sink);
  void fail(State state, std::string_view fault) noexcept;

  std::string delimiter_;  ///< CR LF, two dashes, the boundary.
  std::string head_;
  std::size_t matched_;       ///< How much of the delimiter was read.
  std::size_t not_data_ = 2;  ///< How much of it is not data if the rest does not follow.
  std::size_t parts_left_;
  std::size_t head_bytes_;
  std::size_t line_ = 0;  ///< Where the last line of the head begins.
  Step step_ = Step::preamble;
  State failure_ = State::malformed;
  std::string_view fault_;
};

}  // namespace vgen
