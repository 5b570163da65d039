vgen_test(schedule_test THREADS
  SOURCES schedule/scheduler_test.cpp schedule/tick_lock_suite.cpp schedule/tick_lock_test.cpp
    schedule/timer_queue_test.cpp
  LIBRARIES vgen_codegen vgen_serve vgen_testing)
# Expressions are read by the tool.
if(TARGET vgen_analysis)
  vgen_test(cron_test OWN_HEADERS SOURCES schedule/cron_test.cpp schedule/parse_cron_test.cpp
    LIBRARIES vgen_analysis vgen_schedule)
endif()

add_library(vgen_jobs_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/jobs_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/jobs/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/jobs/expected/api.openapi.gen.cpp")
target_include_directories(vgen_jobs_api
  PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/test/golden/jobs/expected"
    "${PROJECT_SOURCE_DIR}/test/golden/jobs")
target_link_libraries(vgen_jobs_api PUBLIC vgen_codegen vgen_schedule)
vgen_warnings(vgen_jobs_api)
vgen_test(jobs_test THREADS
  SOURCES schedule/server_test.cpp schedule/worker_pool_test.cpp schedule/workers_test.cpp
  LIBRARIES vgen_jobs_api vgen_serve vgen_testing)
