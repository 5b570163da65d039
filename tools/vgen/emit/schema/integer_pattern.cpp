#include "tools/vgen/emit/schema/integer_pattern.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace vgen::tool::emit {
namespace {

std::string digits(char first, char last, std::size_t count = 1) {
  if (count == 0 || first > last) return {};
  std::string text =
      first == last ? std::string(1, first) : std::string("[") + first + "-" + last + "]";
  if (count > 1) text += "{" + std::to_string(count) + "}";
  return text;
}

std::string any_of(const std::vector<std::string>& choices) {
  if (choices.size() == 1) return choices.front();
  std::string text = "(?:";
  for (const std::string& choice : choices)
    text += (&choice == &choices.front() ? "" : "|") + choice;
  return text + ")";
}

/// The numbers from `low` to `high`, two texts of the same length.
std::string between(std::string_view low, std::string_view high) {
  if (low == high) return std::string(low);
  if (low.front() == high.front()) return low.front() + between(low.substr(1), high.substr(1));
  const std::size_t rest = low.size() - 1;
  char first = low.front();
  char last = high.front();
  std::vector<std::string> choices;
  if (low.find_first_not_of('0', 1) != low.npos)
    choices.push_back(first++ + between(low.substr(1), std::string(rest, '9')));
  const bool partial = high.find_first_not_of('9', 1) != high.npos;
  if (partial) --last;
  if (first <= last) choices.push_back(digits(first, last) + digits('0', '9', rest));
  if (partial) choices.push_back(high.front() + between(std::string(rest, '0'), high.substr(1)));
  return any_of(choices);
}

/// All numbers of `shortest` to `longest` digits.
std::string whole_lengths(std::size_t shortest, std::size_t longest) {
  if (shortest == longest) return digits('1', '9') + digits('0', '9', longest - 1);
  return "[1-9][0-9]{" + std::to_string(shortest - 1) + "," + std::to_string(longest - 1) + "}";
}

/// The numbers from `low` to `high`, both positive: the lengths for which all numbers fit, and the
/// rest at both ends.
std::vector<std::string> positive(std::uint64_t low, std::uint64_t high) {
  const std::string lowest = std::to_string(low);
  const std::string highest = std::to_string(high);
  std::vector<std::string> choices;
  std::size_t shortest = 0;
  std::size_t longest = 0;
  for (std::size_t length = lowest.size(); length <= highest.size(); ++length) {
    const std::string first = "1" + std::string(length - 1, '0');
    const std::string last(length, '9');
    const std::string smallest = length == lowest.size() ? lowest : first;
    const std::string largest = length == highest.size() ? highest : last;
    if (smallest != first || largest != last) {
      choices.push_back(between(smallest, largest));
    } else {
      if (shortest == 0) shortest = length;
      longest = length;
    }
  }
  if (shortest != 0) choices.push_back(whole_lengths(shortest, longest));
  return choices;
}

std::uint64_t magnitude(std::int64_t number) {
  return number < 0 ? -static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

}  // namespace

std::string integer_pattern(std::int64_t lowest, std::int64_t highest) {
  std::vector<std::string> choices;
  if (lowest <= 0 && highest >= 0) choices.emplace_back("0");
  if (highest > 0)
    std::ranges::move(positive(magnitude(std::max<std::int64_t>(lowest, 1)), magnitude(highest)),
                      std::back_inserter(choices));
  if (lowest < 0)
    choices.push_back(
        "-" + any_of(positive(magnitude(std::min<std::int64_t>(highest, -1)), magnitude(lowest))));
  return "^" + any_of(choices) + "$";
}

std::string natural_pattern(std::uint64_t lowest, std::uint64_t highest) {
  std::vector<std::string> choices;
  if (lowest == 0) choices.emplace_back("0");
  if (highest > 0)
    std::ranges::move(positive(std::max<std::uint64_t>(lowest, 1), highest),
                      std::back_inserter(choices));
  return "^" + any_of(choices) + "$";
}

}  // namespace vgen::tool::emit
