#include <vgen/http/date.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <span>

namespace vgen {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void append_number(std::string& text, int number, int digits) {
  const std::string all = std::to_string(number);
  text.append(static_cast<std::size_t>(std::max(digits - static_cast<int>(all.size()), 0)), '0');
  text += all;
}

/// Takes the parts of a date from its front. After a part that is not there, everything fails.
class DateReader {
 public:
  explicit DateReader(std::string_view text) noexcept : rest_(text) {}

  bool text(std::string_view expected) noexcept {
    good_ = good_ && rest_.starts_with(expected);
    if (good_) rest_.remove_prefix(expected.size());
    return good_;
  }
  /// The index of the name that is next.
  template <std::size_t Count>
  unsigned name(const std::array<std::string_view, Count>& names, std::size_t letters) noexcept {
    const auto found = std::ranges::find_if(
        names, [&](std::string_view name) { return rest_.starts_with(name.substr(0, letters)); });
    good_ = good_ && found != names.end();
    if (!good_) return 0;
    rest_.remove_prefix(found->substr(0, letters).size());
    return static_cast<unsigned>(found - names.begin());
  }
  int number(std::size_t digits) noexcept {
    int value = 0;
    for (std::size_t i = 0; i < digits && good_; ++i) {
      good_ = !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
      if (!good_) break;
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  [[nodiscard]] bool next_is(char c) const noexcept { return rest_.starts_with(c); }
  [[nodiscard]] bool finished() const noexcept { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

struct DateParts {
  int year = 0;
  unsigned month = 0;  ///< From 0.
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

std::optional<std::chrono::sys_seconds> time_of(const DateParts& parts) noexcept {
  const std::chrono::year_month_day date(std::chrono::year(parts.year),
                                         std::chrono::month(parts.month + 1),
                                         std::chrono::day(static_cast<unsigned>(parts.day)));
  // A leap second is the first second of the next minute.
  if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(parts.hour) +
         std::chrono::minutes(parts.minute) + std::chrono::seconds(parts.second);
}

void read_clock(DateReader& in, DateParts& parts) noexcept {
  parts.hour = in.number(2);
  in.text(":");
  parts.minute = in.number(2);
  in.text(":");
  parts.second = in.number(2);
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"
bool read_usual(DateReader in, DateParts& parts) noexcept {
  in.name(weekdays, 3);
  in.text(", ");
  parts.day = in.number(2);
  in.text(" ");
  parts.month = in.name(months, 3);
  in.text(" ");
  parts.year = in.number(4);
  in.text(" ");
  read_clock(in, parts);
  in.text(" GMT");
  return in.finished();
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"
bool read_rfc850(DateReader in, DateParts& parts) noexcept {
  in.name(weekdays, std::string_view::npos);
  in.text(", ");
  parts.day = in.number(2);
  in.text("-");
  parts.month = in.name(months, 3);
  in.text("-");
  const int year = in.number(2);
  parts.year = year < 70 ? 2000 + year : 1900 + year;
  in.text(" ");
  read_clock(in, parts);
  in.text(" GMT");
  return in.finished();
}

/// "Sun Nov  6 08:49:37 1994"
bool read_asctime(DateReader in, DateParts& parts) noexcept {
  in.name(weekdays, 3);
  in.text(" ");
  parts.month = in.name(months, 3);
  in.text(" ");
  if (in.next_is(' ')) {
    in.text(" ");
    parts.day = in.number(1);
  } else {
    parts.day = in.number(2);
  }
  in.text(" ");
  read_clock(in, parts);
  in.text(" ");
  parts.year = in.number(4);
  return in.finished();
}

}  // namespace

std::string http_date(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<std::chrono::seconds> clock(time - day);
  std::string text(weekdays[std::chrono::weekday(day).c_encoding()].substr(0, 3));
  text += ", ";
  append_number(text, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  text.append(" ").append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
  append_number(text, static_cast<int>(date.year()), 4);
  text += ' ';
  append_number(text, static_cast<int>(clock.hours().count()), 2);
  text += ':';
  append_number(text, static_cast<int>(clock.minutes().count()), 2);
  text += ':';
  append_number(text, static_cast<int>(clock.seconds().count()), 2);
  return text + " GMT";
}

std::optional<std::chrono::sys_seconds> read_http_date(std::string_view text) noexcept {
  DateParts parts;
  const DateReader in(text);
  if (read_usual(in, parts) || read_rfc850(in, parts) || read_asctime(in, parts))
    return time_of(parts);
  return std::nullopt;
}

}  // namespace vgen
