#include <vgen/schedule/zone.hpp>

#include <date/tz.h>

#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace vgen {
namespace {

class NamedZone final : public Zone {
 public:
  explicit NamedZone(const date::time_zone* zone) : zone_(zone) {}

  [[nodiscard]] ZonePeriod period(std::chrono::sys_seconds at) const override {
    const date::sys_info info = zone_->get_info(at);
    return {.begin = info.begin, .end = info.end, .offset = info.offset};
  }

 private:
  const date::time_zone* zone_;
};

/// The zones that were asked for. They are made once and never destroyed before the end.
class Zones {
 public:
  const Zone& get(std::string_view name) {
    const std::lock_guard lock(mutex_);
    std::unique_ptr<NamedZone>& zone = zones_[std::string(name)];
    if (zone == nullptr) zone = std::make_unique<NamedZone>(date::locate_zone(name));
    return *zone;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<NamedZone>> zones_;
};

}  // namespace

const Zone& find_zone(std::string_view name) {
  static Zones zones;
  try {
    return zones.get(name);
  } catch (const std::exception&) {
    throw std::invalid_argument("there is no time zone '" + std::string(name) +
                                "' on this system: install its tz database (the package tzdata)");
  }
}

bool is_zone(std::string_view name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::exception&) {
    return false;
  }
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
  } catch (const std::exception&) {
    names.clear();
  }
  return names;
}

}  // namespace vgen
