#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation schedules_rules[] = {
    {Rule::schedule_name, "VG4501", "schedule_name", Severity::error,
     "a schedule whose name is not a name",
     R"(The name of a schedule becomes an enumerator in C++ and an argument of --run-task. It begins
with a letter and has letters, digits and '_'.

    inline constexpr vgen::Schedule jobs[] = {
        {.name = "nightly purge", .cron = "0 3 * * *", .func = purge}};   // refused
    inline constexpr vgen::Schedule jobs[] = {
        {.name = "nightly_purge", .cron = "0 3 * * *", .func = purge}};
)"},
    {Rule::duplicate_schedule, "VG4502", "duplicate_schedule", Severity::error,
     "two schedules with one name",
     R"(The name selects the task on the command line and in tests, so each name is used once. A
function may have several schedules.

    inline constexpr vgen::Schedule jobs[] = {
        {.name = "purge", .cron = "0 3 * * *", .func = purge},
        {.name = "purge", .cron = "0 15 * * sun", .func = purge}};        // refused
    inline constexpr vgen::Schedule jobs[] = {
        {.name = "purge", .cron = "0 3 * * *", .func = purge},
        {.name = "purge_on_sunday", .cron = "0 15 * * sun", .func = purge}};
)"},
    {Rule::cron_syntax, "VG4503", "cron_syntax", Severity::error,
     "a cron expression that cannot be read",
     R"(An expression has five fields: minute, hour, day of the month, month, day of the week. With
six fields the first one is the second. A field is '*', a number, a name, a range, a list of these,
and a range may have a step. If both days are given, either one is enough, as in Vixie cron. 'L',
'W', '#', '?' and '@daily' belong to other dialects.

    .cron = "61 3 * * *"                // refused: minutes end at 59
    .cron = "0 3 L * *"                 // refused
    .cron = "0 3 * * *"                 // every day at 3:00
    .cron = "*/15 8-18 * * mon-fri"     // every quarter of an hour, on workdays
    .cron = "30 0 0 1 jan,jul *"        // twice a year, 30 seconds after midnight
)"},
    {Rule::cron_never, "VG4504", "cron_never", Severity::error,
     "a cron expression that never comes",
     R"(None of the months of the expression has such a day.

    .cron = "0 3 30 feb *"              // refused
    .cron = "0 3 28 feb *"
)"},
    {Rule::time_zone, "VG4505", "time_zone", Severity::error, "an unknown time zone",
     R"(Zones have the names of the tz database of the system (on Debian the package tzdata), in its
spelling. Without a zone, the times are in UTC.

    .zone = "Berlin"                    // refused
    .zone = "Europe/Berlin"
)"},
    {Rule::task_function, "VG4506", "task_function", Severity::error,
     "a function that a schedule cannot call",
     R"(A schedule has no input and no session, and it does not take a value. So its function is a
ScheduledTask<>, a ScheduledTask<vgen::Task<void>> or an APIFunctionSessionless<void, void>.

    APIFunctionSessionless<Purge, void> purge;   // refused: a schedule has no input
    ScheduledTask<int> purge;                    // refused: nobody gets the value
    ScheduledTask<> purge;
)"},
    {Rule::task_elsewhere, "VG4507", "task_elsewhere", Severity::error,
     "a scheduled task that clients would call",
     R"(A ScheduledTask runs only on schedules, so that nobody can reach it from outside by mistake.
An APIFunctionSessionless<void, void> serves both.

    ScheduledTask<> purge;
    inline constexpr vgen::HttpRoute http[] = {
        {.method = vgen::Method::post, .path = "/purge", .func = purge}};   // refused
    APIFunctionSessionless<void, void> purge;
)"},
    {Rule::blocking_function, "VG4508", "blocking_function", Severity::error,
     ".blocking on a function that cannot run on a worker",
     R"(A worker runs functions that block: ordinary ones, which return their result. A coroutine
waits without a thread, and runs on a loop. So does a handler of a channel, because the channel
belongs to the loop.

    APIFunctionSessionless<GetTodo, vgen::Task<Todo>> get_todo;
    inline constexpr vgen::HttpRoute http[] = {
        {.path = "/todos/{id}", .func = get_todo, .blocking = true}};       // refused
    APIFunctionSessionless<GetTodo, Todo> get_todo;
)"},
};

}  // namespace

std::span<const RuleInformation> schedules() {
  return schedules_rules;
}

}  // namespace vgen::tool::rule_families
