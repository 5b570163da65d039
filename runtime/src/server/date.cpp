#include "date.hpp"

#include <vgen/http/date.hpp>

#include <fmt/format.h>

#include <string_view>

namespace vgen::server {
namespace {

std::string date_line(std::chrono::sys_seconds time) {
  return "Date: " + http_date(time) + "\r\n";
}

}  // namespace

void write_fixed_fields(FixedFields& fields, std::chrono::sys_seconds time,
                        std::chrono::milliseconds idle, std::string_view more) {
  constexpr std::string_view last = "X-Request-Id: ";
  const std::string date = date_line(time).append(more);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(idle).count();
  fields.of_last = date;
  fields.of_last += last;
  fields.of_kept = date;
  if (seconds > 0) fields.of_kept += fmt::format("Keep-Alive: timeout={}\r\n", seconds);
  fields.of_kept += last;
}

}  // namespace vgen::server
