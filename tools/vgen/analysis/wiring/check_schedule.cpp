#include "tools/vgen/analysis/wiring/check_schedule.hpp"

#include "tools/vgen/analysis/wiring/check_guards.hpp"
#include "tools/vgen/analysis/wiring/parse_cron.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/spelling.hpp"

#include <vgen/schedule/zone.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::analysis {
namespace {

/// The place of a fault. Literals with escapes are underlined as a whole, because their characters
/// have other places.
SourceRange range_of(const Written<frontend::StringValue>& cron, const CronFault& fault) {
  SourceRange range = cron.range;
  if (!cron.value.is_plain || cron.value.text.empty()) return range;
  range.column += static_cast<unsigned>(1 + fault.offset);
  range.length = std::max(1U, static_cast<unsigned>(fault.length));
  return range;
}

/// Names that no enumerator can have.
constexpr std::string_view keywords[] = {"alignas",       "alignof",     "and",
                                         "and_eq",        "asm",         "auto",
                                         "bitand",        "bitor",       "bool",
                                         "break",         "case",        "catch",
                                         "char",          "char16_t",    "char32_t",
                                         "char8_t",       "class",       "co_await",
                                         "co_return",     "co_yield",    "compl",
                                         "concept",       "const",       "const_cast",
                                         "consteval",     "constexpr",   "constinit",
                                         "continue",      "decltype",    "default",
                                         "delete",        "do",          "double",
                                         "dynamic_cast",  "else",        "enum",
                                         "explicit",      "export",      "extern",
                                         "false",         "float",       "for",
                                         "friend",        "goto",        "if",
                                         "inline",        "int",         "long",
                                         "mutable",       "namespace",   "new",
                                         "noexcept",      "not",         "not_eq",
                                         "nullptr",       "operator",    "or",
                                         "or_eq",         "private",     "protected",
                                         "public",        "register",    "reinterpret_cast",
                                         "requires",      "return",      "short",
                                         "signed",        "sizeof",      "static",
                                         "static_assert", "static_cast", "struct",
                                         "switch",        "template",    "this",
                                         "thread_local",  "throw",       "true",
                                         "try",           "typedef",     "typeid",
                                         "typename",      "union",       "unsigned",
                                         "using",         "virtual",     "void",
                                         "volatile",      "wchar_t",     "while",
                                         "xor",           "xor_eq"};

/// What is missing: `a name`, with the text to add.
std::pair<std::string_view, std::string_view> missing(const WrittenSchedule& schedule) {
  if (!schedule.name) return {"a name", R"(add .name = "…")"};
  if (!schedule.cron) return {"its times", R"(add .cron = "0 3 * * *")"};
  return {"a function", "add .func = …"};
}

std::string help_for_zone(const std::string& zone) {
  const std::vector<std::string> known = zone_names();
  if (known.empty()) return "install the tz database of the system, the package tzdata";
  const std::optional<std::string> nearest = nearest_name(zone, known);
  return nearest ? fmt::format("did you mean '{}'?", *nearest)
                 : R"(write a name of the tz database, such as "Europe/Berlin" or "UTC")";
}

}  // namespace

bool ScheduleChecker::has_needed_settings(const WrittenSchedule& schedule) {
  if (schedule.name && schedule.cron && schedule.func) return true;
  if (schedule.is_readable) {
    const auto [what, help] = missing(schedule);
    report(Rule::missing_setting, schedule.range, fmt::format("a schedule needs {}", what),
           std::string(help));
  }
  return false;
}

void ScheduleChecker::check_name(const Written<std::string>& name) {
  const bool is_keyword = std::ranges::find(keywords, name.value) != std::end(keywords);
  if (!is_identifier(name.value) || is_keyword) {
    report(Rule::schedule_name, name.range,
           fmt::format("'{}' cannot be the name of a schedule", name.value),
           is_keyword ? "choose another one: this is a word of C++, and it becomes an enumerator"
                      : "use letters, digits and '_', and begin with a letter: it becomes an "
                        "enumerator");
  }
  const auto [owner, is_free] = names_.emplace(name.value, name.range);
  if (is_free) return;
  workspace_.report(
      with_note(make_diagnostic(Rule::duplicate_schedule, name.range,
                                fmt::format("two schedules are named '{}'", name.value),
                                "give one of them another .name"),
                "the other one is here", owner->second));
}

std::optional<model::Cron> ScheduleChecker::check_cron(const Written<frontend::StringValue>& cron) {
  const ParsedCron parsed = parse_cron(cron.value.text);
  for (const CronFault& fault : parsed.faults)
    report(Rule::cron_syntax, range_of(cron, fault), fault.message, fault.help);
  if (!parsed.faults.empty()) return std::nullopt;
  if (ever_fires(parsed.cron)) return parsed.cron;
  report(Rule::cron_never, cron.range,
         fmt::format("'{}' never comes: none of its months has such a day", cron.value.text),
         "correct the day of the month or the month");
  return std::nullopt;
}

void ScheduleChecker::check_zone(const Written<std::string>& zone) {
  if (zone.value.empty() || is_zone(zone.value)) return;
  report(Rule::time_zone, zone.range, fmt::format("there is no time zone '{}'", zone.value),
         help_for_zone(zone.value));
}

std::optional<model::FunctionIndex> ScheduleChecker::find_task(
    const Written<frontend::FunctionValue>& func) {
  const std::optional<model::FunctionIndex> index = doors_.find_function(func);
  if (!index) return std::nullopt;
  const model::Function& function = workspace_.api.functions[*index];
  const bool is_bare = function.kind == model::FunctionKind::api && !function.input &&
                       !function.output && function.session == model::SessionUse::none;
  if (is_bare || function.kind == model::FunctionKind::task) return index;
  workspace_.report(with_note(
      make_diagnostic(Rule::task_function, func.range,
                      fmt::format("a schedule cannot call '{}'", function.cpp),
                      "declare it as ScheduledTask<>, or as APIFunctionSessionless<void, void>"),
      "it is declared here", function.location));
  return std::nullopt;
}

void ScheduleChecker::check(const WrittenSchedule& schedule) {
  if (!has_needed_settings(schedule)) return;
  check_name(*schedule.name);
  const std::optional<model::Cron> cron = check_cron(*schedule.cron);
  if (schedule.zone) check_zone(*schedule.zone);
  const std::optional<model::FunctionIndex> task = find_task(*schedule.func);
  if (!cron || !task) return;
  const GuardedEndpoint endpoint{.what = fmt::format("'{}'", workspace_.api.functions[*task].cpp),
                                 .needs_session = false,
                                 .input = {}};
  workspace_.api.schedules.push_back({.name = schedule.name->value,
                                      .function = *task,
                                      .text = schedule.cron->value.text,
                                      .cron = *cron,
                                      .zone = schedule.zone ? schedule.zone->value : "",
                                      .overlap = schedule.overlap,
                                      .missed = schedule.missed,
                                      .timeout = schedule.timeout,
                                      .guards = check_guards(workspace_, {}, endpoint),
                                      .location = schedule.range});
}

}  // namespace vgen::tool::analysis
