# The tz database is only read by programs that use zones.
find_package(date REQUIRED)
vgen_runtime_library(schedule
  SOURCES cron.cpp lookup.cpp run.cpp scheduler.cpp tick_lock.cpp zone.cpp
  PUBLIC vgen_dispatch
  PRIVATE date::date-tz)
