#include "tools/vgen/analysis/wiring/parse_cron.hpp"

#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace vgen::tool::analysis {
namespace {

constexpr std::string_view month_names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view weekday_names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// What is known of a field: its values, from `first` to `last`, and their names.
struct Field {
  std::string_view name;
  unsigned first = 0;
  unsigned last = 0;
  std::span<const std::string_view> names = {};
};

constexpr Field fields[] = {
    {"second", 0, 59},
    {"minute", 0, 59},
    {"hour", 0, 23},
    {"day of the month", 1, 31},
    {"month", 1, 12, month_names},
    {"day of the week", 0, 7, weekday_names},
};
constexpr std::size_t all_fields = std::size(fields);

/// A part of the text.
struct Fragment {
  std::string_view text;
  std::size_t offset = 0;

  [[nodiscard]] Fragment part(std::size_t begin, std::size_t count = std::string_view::npos) const {
    return {.text = text.substr(begin, count), .offset = offset + begin};
  }
};

/// The pieces between characters of `separators`. Empty ones count only if `keep_empty`.
std::vector<Fragment> split(Fragment piece, std::string_view separators, bool keep_empty) {
  std::vector<Fragment> pieces;
  std::size_t begin = 0;
  while (begin <= piece.text.size()) {
    const std::size_t end =
        std::min(piece.text.find_first_of(separators, begin), piece.text.size());
    if (keep_empty || end != begin) pieces.push_back(piece.part(begin, end - begin));
    begin = end + 1;
  }
  return pieces;
}

/// The least and the largest value of a part of a list.
struct Range {
  unsigned from = 0;
  unsigned to = 0;
};

/// Reads one field.
class FieldReader {
 public:
  FieldReader(const Field& field, std::vector<CronFault>& faults)
      : field_(field), faults_(faults) {}

  /// The values that the field allows, a bit for each.
  std::uint64_t read(Fragment piece) {
    if (const std::size_t special = piece.text.find_first_of("#?"); special != std::string::npos)
      return refuse_character(piece.part(special, 1));
    std::uint64_t bits = 0;
    for (const Fragment part : split(piece, ",", true)) {
      const std::optional<std::uint64_t> more = read_part(part);
      if (!more) return 0;
      bits |= *more;
    }
    return bits;
  }

 private:
  /// `*`, `*/15`, `5`, `1-5`, `0-30/10`
  std::optional<std::uint64_t> read_part(Fragment part) {
    const std::size_t slash = part.text.find('/');
    const std::optional<Range> range = read_range(part.part(0, slash));
    if (!range) return std::nullopt;
    unsigned step = 1;
    if (slash != std::string_view::npos) {
      const Fragment written = part.part(slash + 1);
      const std::optional<unsigned> number = read_number(written.text);
      if (!number || *number == 0 || *number > field_.last)
        return refuse(written,
                      fmt::format("'{}' is not a step of the {}", written.text, field_.name),
                      fmt::format("write a number from 1 to {}", field_.last));
      if (part.text.front() != '*' && part.text.substr(0, slash).find('-') == std::string::npos)
        return refuse(part, fmt::format("'{}' has a step without a range", part.text),
                      fmt::format("write the whole range: '{}-{}/{}'", part.text.substr(0, slash),
                                  field_.last, *number));
      step = *number;
    }
    std::uint64_t bits = 0;
    for (unsigned value = range->from; value <= range->to; value += step)
      bits |= std::uint64_t{1} << value;
    return bits;
  }

  std::optional<Range> read_range(Fragment piece) {
    // A star does not mean Sunday twice.
    if (piece.text == "*") return Range{field_.first, is_weekday() ? 6 : field_.last};
    const std::size_t dash = piece.text.find('-');
    const std::optional<unsigned> from = read_value(piece.part(0, dash));
    if (!from) return std::nullopt;
    if (dash == std::string_view::npos) return Range{*from, *from};
    std::optional<unsigned> to = read_value(piece.part(dash + 1));
    if (!to) return std::nullopt;
    if (is_weekday() && *to == 0 && *from != 0) to = 7;  // fri-sun
    if (*from > *to) {
      refuse(piece, fmt::format("the range '{}' ends before it begins", piece.text),
             fmt::format("write two ranges: '{}-{},{}-{}'", piece.text.substr(0, dash), field_.last,
                         field_.first, piece.text.substr(dash + 1)));
      return std::nullopt;
    }
    return Range{*from, *to};
  }

  std::optional<unsigned> read_value(Fragment piece) {
    const auto name = std::ranges::find(field_.names, ascii_lower(piece.text));
    if (name != field_.names.end())
      return static_cast<unsigned>(name - field_.names.begin()) + field_.first;
    const std::optional<unsigned> number = read_number(piece.text);
    if (number && *number >= field_.first && *number <= field_.last) return number;
    if (!number && piece.text.find_first_of("LlWw") != std::string_view::npos && !is_word(piece)) {
      refuse_character(piece);
      return std::nullopt;
    }
    refuse(piece,
           piece.text.empty()
               ? fmt::format("a value of the {} is missing", field_.name)
               : fmt::format("'{}' is not {} {}", piece.text, article(), field_.name),
           allowed());
    return std::nullopt;
  }

  /// Whether it is longer than what other dialects write with `L` and `W`: `L`, `15W`, `5L`.
  static bool is_word(const Fragment& piece) {
    return std::ranges::count_if(piece.text, [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           }) > 2;
  }

  [[nodiscard]] std::string_view article() const { return field_.name == "hour" ? "an" : "a"; }

  [[nodiscard]] std::string allowed() const {
    if (field_.names.empty())
      return fmt::format("write a number from {} to {}", field_.first, field_.last);
    return fmt::format("write a number from {} to {}, or a name from '{}' to '{}'", field_.first,
                       field_.last, field_.names.front(), field_.names.back());
  }

  static std::optional<unsigned> read_number(std::string_view text) {
    unsigned number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
    return number;
  }

  std::uint64_t refuse_character(Fragment piece) {
    refuse(piece, fmt::format("vgen does not know '{}' of other cron dialects", piece.text),
           "write numbers, names, lists, ranges and steps, and check the rest in the task: "
           "call.skip(\"…\") leaves a tick out");
    return 0;
  }

  std::optional<std::uint64_t> refuse(Fragment piece, std::string message, std::string help) {
    faults_.push_back({.offset = piece.offset,
                       .length = piece.text.size(),
                       .message = std::move(message),
                       .help = std::move(help)});
    return std::nullopt;
  }

  [[nodiscard]] bool is_weekday() const { return field_.last == 7; }

  const Field& field_;
  std::vector<CronFault>& faults_;
};

CronFault wrong_count(std::string_view text, std::size_t count) {
  CronFault fault{.offset = 0, .length = text.size(), .message = {}, .help = {}};
  if (text.starts_with('@')) {
    fault.message = fmt::format("vgen does not know '{}' of other cron dialects", text);
    fault.help = R"(write the fields: "0 0 * * *" is every midnight)";
  } else {
    fault.message =
        fmt::format("a cron expression has five or six fields, but this one has {}", count);
    fault.help =
        "write minute, hour, day of the month, month and day of the week; a sixth field in front "
        "is the second";
  }
  return fault;
}

}  // namespace

ParsedCron parse_cron(std::string_view text) {
  ParsedCron parsed;
  std::vector<Fragment> pieces = split({.text = text}, " \t", false);
  if (pieces.size() != all_fields && pieces.size() != all_fields - 1) {
    parsed.faults.push_back(wrong_count(text, pieces.size()));
    return parsed;
  }
  if (pieces.size() == all_fields - 1) pieces.insert(pieces.begin(), {.text = "0"});
  std::array<std::uint64_t, all_fields> bits{};
  for (std::size_t i = 0; i < all_fields; ++i)
    bits[i] = FieldReader(fields[i], parsed.faults).read(pieces[i]);
  const auto narrow = [&](std::size_t field) { return static_cast<std::uint32_t>(bits[field]); };
  model::Cron& cron = parsed.cron;
  cron.seconds = bits[0];
  cron.minutes = bits[1];
  cron.hours = narrow(2);
  cron.days = narrow(3);
  cron.months = narrow(4);
  const std::uint32_t sunday = narrow(5) >> 7;
  cron.weekdays = (narrow(5) & 0x7F) | sunday;
  cron.either_day = !pieces[3].text.starts_with('*') && !pieces[5].text.starts_with('*');
  return parsed;
}

bool ever_fires(const model::Cron& cron) {
  constexpr unsigned lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (cron.either_day) return true;
  for (unsigned month = 1; month <= 12; ++month) {
    const bool is_allowed = (cron.months >> month & 1) != 0;
    const auto least = static_cast<unsigned>(std::countr_zero(cron.days));
    if (is_allowed && least <= lengths[month - 1]) return true;
  }
  return false;
}

}  // namespace vgen::tool::analysis
