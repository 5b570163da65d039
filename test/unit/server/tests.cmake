vgen_test(server_test THREADS
  SOURCES server/advisories_test.cpp server/allocation_test.cpp server/arguments_test.cpp server/become_test.cpp server/bodies_test.cpp server/lean_test.cpp server/limits_test.cpp server/log_text_test.cpp server/malformed_test.cpp server/protocol_test.cpp
          server/request_head_test.cpp server/server_test.cpp server/slow_clients_test.cpp server/static_files_test.cpp server/stop_test.cpp server/strict_test.cpp server/timeouts_test.cpp server/transports_test.cpp
          "${PROJECT_SOURCE_DIR}/test/support/beast_comparison.cpp" "${PROJECT_SOURCE_DIR}/test/support/count_allocations.cpp"
          "${PROJECT_SOURCE_DIR}/test/support/count_calls.cpp" "${PROJECT_SOURCE_DIR}/test/support/protocol_harness.cpp"
  LIBRARIES vgen_sample_api vgen_server vgen_testing)
