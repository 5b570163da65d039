/// Time zones of the tz database of the system.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// A time in which the local time of a zone differs from UTC by the same offset.
struct ZonePeriod {
  std::chrono::sys_seconds begin = std::chrono::sys_seconds::min();
  std::chrono::sys_seconds end = std::chrono::sys_seconds::max();  ///< Exclusive.
  std::chrono::seconds offset{};                                   ///< Local time is UTC plus this.
};

/// A time zone. Any thread may use it.
class Zone {
 public:
  virtual ~Zone() = default;
  /// The period of an instant.
  [[nodiscard]] virtual ZonePeriod period(std::chrono::sys_seconds at) const = 0;

 protected:
  Zone() = default;
  Zone(const Zone&) = default;
  Zone& operator=(const Zone&) = default;
};

/// Coordinated universal time.
[[nodiscard]] const Zone& utc() noexcept;

/// A zone by its name: "Europe/Berlin". It lives as long as the program. Throws
/// `std::invalid_argument` with one sentence if the system has no such zone.
[[nodiscard]] const Zone& find_zone(std::string_view name);

/// Whether the system has a zone of this name.
[[nodiscard]] bool is_zone(std::string_view name);

/// The names of all zones of the system; empty if it has no tz database.
[[nodiscard]] std::vector<std::string> zone_names();

}  // namespace vgen
