#include "retry.hpp"

#include <vgen/http/date.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace vgen::client::detail {
namespace {

using std::chrono::milliseconds;
using Seconds = std::chrono::duration<double>;

/// No server asks for more in earnest, and the sums stay small.
constexpr double longest = 1e9;

std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0)) return {};
  return std::min(value, longest);
}

std::optional<milliseconds> wait_of_server(const HttpAnswer& answer,
                                           std::chrono::system_clock::time_point now) {
  if (const auto text = answer.header("retry-after-ms")) {
    if (const auto number = read_number(*text))
      return milliseconds(static_cast<std::int64_t>(*number));
  }
  const auto text = answer.header("Retry-After");
  if (!text) return std::nullopt;
  if (const auto number = read_number(*text))
    return std::chrono::ceil<milliseconds>(Seconds(*number));
  if (const auto date = read_http_date(*text)) return std::chrono::ceil<milliseconds>(*date - now);
  return std::nullopt;
}

bool may_succeed_later(int status) {
  for (const int known : {408, 429, 500, 502, 503, 504}) {
    if (status == known) return true;
  }
  return false;
}

}  // namespace

std::optional<milliseconds> retry_delay(const Outcome& outcome, int attempt, double chance,
                                        std::chrono::system_clock::time_point now) {
  std::optional<milliseconds> wait;
  if (const auto* problem = std::get_if<TransportProblem>(&outcome)) {
    const bool may_repeat =
        problem->kind == TransportKind::network || problem->kind == TransportKind::timeout;
    if (!may_repeat) return std::nullopt;
  } else {
    const HttpAnswer& answer = std::get<HttpAnswer>(outcome);
    if (!may_succeed_later(answer.status)) return std::nullopt;
    wait = wait_of_server(answer, now);
  }
  if (!wait) {
    const double doubled = std::min(0.5 * static_cast<double>(1U << std::min(attempt, 10)), 8.0);
    wait = std::chrono::ceil<milliseconds>(Seconds(doubled * (1 - chance / 4)));
  }
  // If the server asks for more than a minute, its answer is the error.
  if (*wait > std::chrono::minutes(1)) return std::nullopt;
  return std::max(*wait, milliseconds(1));
}

}  // namespace vgen::client::detail
