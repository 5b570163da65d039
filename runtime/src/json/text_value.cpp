#include <vgen/json/text_value.hpp>

#include "number.hpp"
#include "utf8.hpp"

#include <cmath>
#include <limits>

namespace vgen::json::detail {

namespace {

bool is_number(std::string_view text) {
  const char* wrong = nullptr;
  const char* const end = text.data() + text.size();
  return scan_number(text.data(), end, wrong) == end && !text.empty();
}

bool refused(FaultSite& site, std::string_view type, std::string_view message) {
  site.fault("type", '"' + std::string(type) + '"', std::string(message));
  return false;
}

}  // namespace

bool text_integer(FaultSite& site, std::string_view text, std::int64_t& value) {
  return (is_number(text) && integer_of(text, value)) ||
         refused(site, "integer", "must be an integer");
}

bool text_number(FaultSite& site, std::string_view text, double& value) {
  if (!is_number(text)) return refused(site, "number", "must be a number");
  if (number_of(text, value)) return true;
  constexpr double bound = std::numeric_limits<double>::max();
  return check_number(site, text.front() == '-' ? -HUGE_VAL : HUGE_VAL,
                      {.minimum = -bound, .maximum = bound});
}

bool text_boolean(FaultSite& site, std::string_view text, bool& value) {
  value = text == "true";
  return value || text == "false" || refused(site, "boolean", "must be true or false");
}

bool text_string(FaultSite& site, std::string_view text, std::string& value) {
  const char* const end = text.data() + text.size();
  if (find_invalid_utf8(text.data(), end) != end) {
    site.fault("encoding", {}, "must be valid UTF-8");
    return false;
  }
  value.assign(text);
  return true;
}

}  // namespace vgen::json::detail
