#include "tools/vgen/analysis/wiring/read_schedule.hpp"

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredValue;

/// The last part of `vgen::Overlap::queue`; empty for another value.
std::string_view enumerator(const DeclaredValue& value) {
  const auto* written = value_as<frontend::EnumeratorValue>(value);
  return written ? std::string_view(written->name) : std::string_view();
}

void read_overlap(SettingReader& reader, const DeclaredValue& value, WrittenSchedule& into) {
  const std::string_view name = enumerator(value);
  if (name == "skip") {
    into.overlap = model::Overlap::skip;
  } else if (name == "queue") {
    into.overlap = model::Overlap::queue;
  } else {
    reader.refuse(value, "vgen::Overlap::skip or queue");
  }
}

void read_missed(SettingReader& reader, const DeclaredValue& value, WrittenSchedule& into) {
  const std::string_view name = enumerator(value);
  if (name == "none") {
    into.missed = model::Missed::none;
  } else if (name == "once") {
    into.missed = model::Missed::once;
  } else {
    reader.refuse(value, "vgen::Missed::none or once");
  }
}

constexpr Setting<WrittenSchedule> schedule_rows[] = {
    {"name", member<&WrittenSchedule::name>},
    {"cron", member<&WrittenSchedule::cron>},
    {"func", member<&WrittenSchedule::func>},
    {"zone", member<&WrittenSchedule::zone>},
    {"overlap", read_overlap},
    {"missed", read_missed},
    {"timeout", member<&WrittenSchedule::timeout>},
};

}  // namespace

std::span<const Setting<WrittenSchedule>> schedule_settings() {
  return schedule_rows;
}

WrittenSchedule read_schedule(Workspace& workspace, const DeclaredValue& element) {
  WrittenSchedule schedule;
  schedule.range = element.range;
  schedule.is_readable = read_settings(workspace, element, schedule_settings(), schedule);
  return schedule;
}

}  // namespace vgen::tool::analysis
