#include "event_parser.hpp"

#include <charconv>
#include <utility>

namespace vgen::client::detail {

void EventParser::add(std::string_view piece) {
  text_.erase(0, at_);
  searched_ -= at_;
  at_ = 0;
  text_ += piece;
}

/// The next line, without its end: a line feed, a carriage return, or both.
std::optional<std::string_view> EventParser::line() {
  if (ends_with_return_ && at_ < text_.size()) {
    if (text_[at_] == '\n') ++at_;
    ends_with_return_ = false;
  }
  if (searched_ < at_) searched_ = at_;
  const std::size_t end = text_.find_first_of("\r\n", searched_);
  if (end == std::string::npos) {
    searched_ = text_.size();
    return std::nullopt;
  }
  const std::string_view line = std::string_view(text_).substr(at_, end - at_);
  ends_with_return_ = text_[end] == '\r';
  at_ = end + 1;
  searched_ = at_;
  return line;
}

void EventParser::field(std::string_view line) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (name.empty()) return;  // a comment
  has_fields_ = true;
  event_bytes_ += value.size();
  if (name == "event") {
    event_.type = value;
  } else if (name == "data") {
    if (event_.data) {
      event_.data->append("\n").append(value);
    } else {
      event_.data = value;
    }
  } else if (name == "id" && value.find('\0') == std::string_view::npos) {
    event_.id = value;
  } else if (name == "retry") {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && end == value.data() + value.size()) event_.retry = number;
  }
}

std::optional<ServerEvent> EventParser::next() {
  while (std::optional<std::string_view> text = line()) {
    if (std::exchange(is_first_, false) && text->starts_with("\xEF\xBB\xBF"))
      text->remove_prefix(3);
    if (!text->empty()) {
      field(*text);
    } else if (std::exchange(has_fields_, false)) {
      event_bytes_ = 0;
      return std::exchange(event_, {});
    }
  }
  return std::nullopt;
}

}  // namespace vgen::client::detail
