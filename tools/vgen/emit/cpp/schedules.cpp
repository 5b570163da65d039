#include "tools/vgen/emit/cpp/schedules.hpp"

#include "tools/vgen/emit/cpp/guards.hpp"
#include "tools/vgen/emit/cpp/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace vgen::tool::emit {
namespace {

/// `{.seconds = 0x1, .minutes = 0x1, .hours = 0x8}`: the fields that do not allow everything.
std::string cron_text(const model::Cron& cron) {
  const model::Cron every;
  std::vector<std::string> members;
  const auto add = [&](std::string_view name, std::uint64_t value, std::uint64_t all) {
    if (value != all) members.push_back(fmt::format(".{} = {:#x}", name, value));
  };
  add("seconds", cron.seconds, every.seconds);
  add("minutes", cron.minutes, every.minutes);
  add("hours", cron.hours, every.hours);
  add("days", cron.days, every.days);
  add("months", cron.months, every.months);
  add("weekdays", cron.weekdays, every.weekdays);
  if (cron.either_day) members.emplace_back(".either_day = true");
  return fmt::format("{{{}}}", fmt::join(members, ", "));
}

/// `codegen::schedule_row<todo::purge>(…),`
std::string row_text(const model::ApiModel& api, const model::Schedule& schedule) {
  std::vector<std::string> endpoint = {".name = " + cpp_string(schedule.name)};
  if (schedule.timeout != 0) endpoint.push_back(fmt::format(".timeout = {}", schedule.timeout));
  for (std::string& member : guard_members(schedule.guards)) endpoint.push_back(std::move(member));
  std::vector<std::string> members = {
      fmt::format(".endpoint = {{{}}}", fmt::join(endpoint, ", ")),
      fmt::format(".text = {}", cpp_string(schedule.text)),
      fmt::format(".cron = {}", cron_text(schedule.cron)),
  };
  if (!schedule.zone.empty())
    members.push_back(fmt::format(".zone = {}", cpp_string(schedule.zone)));
  if (schedule.overlap == model::Overlap::queue)
    members.emplace_back(".overlap = vgen::Overlap::queue");
  if (schedule.missed == model::Missed::once) members.emplace_back(".missed = vgen::Missed::once");
  const std::string head =
      fmt::format("codegen::schedule_row<{}>(", api.functions[schedule.function].cpp);
  return cpp_braced(head, members, "),");
}

}  // namespace

ViewList schedules_view(const model::ApiModel& api, const std::vector<std::size_t>& schedules) {
  ViewList rows;
  for (const std::size_t index : schedules)
    rows.push_back(View{{"text", row_text(api, api.schedules[index])}});
  return rows;
}

bool has_zones(const model::ApiModel& api) {
  return std::ranges::any_of(api.schedules,
                             [](const model::Schedule& row) { return !row.zone.empty(); });
}

}  // namespace vgen::tool::emit
