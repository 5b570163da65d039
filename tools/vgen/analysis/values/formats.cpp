#include "tools/vgen/analysis/json.hpp"

#include <algorithm>
#include <regex>

/// Formats, as far as examples and defaults need them. What clients send is judged by the runtime.
namespace vgen::tool::analysis {
namespace {

constexpr std::string_view date = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
constexpr std::string_view time =
    "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?([zZ]|[+-]([01][0-9]|2[0-3]):[0-5][0-"
    "9])";

struct Format {
  std::string name;
  std::string expression;
};

std::vector<Format> formats() {
  const std::string byte = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  const std::string label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  return {
      {"email", "[^@\\s]+@[^@\\s]+"},
      {"uri", "[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+"},
      {"uuid", "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"},
      {"date", std::string(date)},
      {"date-time", std::string(date) + "[tT]" + std::string(time)},
      {"time", std::string(time)},
      {"ipv4", byte + "([.]" + byte + "){3}"},
      {"ipv6", "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"},
      {"hostname", label + "([.]" + label + ")*"},
  };
}

}  // namespace

const std::vector<std::string>& known_formats() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Format& format : formats()) list.push_back(format.name);
    return list;
  }();
  return names;
}

bool has_format(const std::string& name, const std::string& text) {
  const std::vector<Format> table = formats();
  const auto found = std::ranges::find(table, name, &Format::name);
  return found == table.end() || std::regex_match(text, std::regex(found->expression));
}

}  // namespace vgen::tool::analysis
