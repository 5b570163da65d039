#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vgen::client::detail {

/// An event of `text/event-stream`.
struct ServerEvent {
  std::string type{};  ///< Empty: "message".
  std::optional<std::string> data{};
  std::optional<std::string> id{};
  std::optional<unsigned> retry{};  ///< Milliseconds.

  bool operator==(const ServerEvent&) const = default;
};

/// Reads `text/event-stream` piece by piece (HTML standard, section 9.2.6).
class EventParser {
 public:
  /// Appends a piece. What `next` has not given yet stays.
  void add(std::string_view piece);
  /// The next event that is whole, also if it has no data; none if more is needed.
  [[nodiscard]] std::optional<ServerEvent> next();
  /// Bytes that are kept, because their event is not whole.
  [[nodiscard]] std::size_t kept() const { return text_.size() - at_ + event_bytes_; }

 private:
  std::optional<std::string_view> line();
  void field(std::string_view line);

  std::string text_;
  std::size_t at_ = 0;        ///< Where the next line begins.
  std::size_t searched_ = 0;  ///< No line ends before this place.
  std::size_t event_bytes_ = 0;
  bool is_first_ = true;
  bool ends_with_return_ = false;  ///< A line feed that comes next belongs to the line before.
  bool has_fields_ = false;
  ServerEvent event_;
};

}  // namespace vgen::client::detail
