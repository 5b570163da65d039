# The tz database is only read by programs that use zones.
set(zones)
if(NOT VGEN_STATIC)
  find_package(date REQUIRED)
  set(zones date::date-tz)
endif()
vgen_runtime_library(schedule
  SOURCES cron.cpp lookup.cpp run.cpp scheduler.cpp tick_lock.cpp zone.cpp
  PUBLIC vgen_dispatch
  PRIVATE ${zones})
# A program without zones does not link this source, and so needs no library for them.
set_source_files_properties("${CMAKE_CURRENT_SOURCE_DIR}/src/schedule/zone.cpp" PROPERTIES
  SKIP_UNITY_BUILD_INCLUSION ON)
