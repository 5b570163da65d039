vgen_test(server_test THREADS SERVER_TESTS "[server]" GATEWAY_TESTS "[gateway]"
  SOURCES server/admin_test.cpp server/advisories_test.cpp server/allocation_test.cpp
    server/arguments_test.cpp server/become_test.cpp server/bodies_test.cpp server/cors_test.cpp
    server/lean_test.cpp server/limits_test.cpp server/log_text_test.cpp server/malformed_test.cpp
    server/named_heads_test.cpp server/perimeter_test.cpp server/protocol_test.cpp
    server/rate_limiter_test.cpp server/request_head_test.cpp server/server_test.cpp
    server/slow_clients_test.cpp server/static_files_test.cpp server/stop_test.cpp
    server/strict_test.cpp server/timeouts_test.cpp server/transports_test.cpp
    "${PROJECT_SOURCE_DIR}/test/support/beast_comparison.cpp"
    "${PROJECT_SOURCE_DIR}/test/support/count_allocations.cpp"
    "${PROJECT_SOURCE_DIR}/test/support/count_calls.cpp"
    "${PROJECT_SOURCE_DIR}/test/support/protocol_harness.cpp"
  LIBRARIES vgen_sample_api vgen_serve vgen_beast vgen_testing)

vgen_test(process_test THREADS SOURCES server/process_test.cpp LIBRARIES vgen_sample_api vgen_serve)

add_library(vgen_live_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/live_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/live/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/live/expected/api.openapi.gen.cpp")
target_include_directories(vgen_live_api
  PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/test/golden/live/expected"
    "${PROJECT_SOURCE_DIR}/test/golden/live")
target_link_libraries(vgen_live_api PUBLIC vgen_codegen)
vgen_warnings(vgen_live_api)
vgen_test(live_test THREADS SERVER_TESTS "[websocket]" STRICT_TESTS "[websocket]~[not-strict]"
  SOURCES server/beast_peer_test.cpp server/websocket_test.cpp
  LIBRARIES vgen_live_api vgen_serve vgen_beast)

add_library(vgen_streams_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/streams_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/streams/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/streams/expected/api.openapi.gen.cpp")
target_include_directories(vgen_streams_api
  PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/test/golden/streams/expected"
    "${PROJECT_SOURCE_DIR}/test/golden/streams")
target_link_libraries(vgen_streams_api PUBLIC vgen_codegen)
vgen_warnings(vgen_streams_api)
vgen_test(streams_test THREADS SERVER_TESTS "[stream-server]"
  SOURCES server/streams_test.cpp server/stream_protocol_test.cpp server/stream_server_test.cpp
    "${PROJECT_SOURCE_DIR}/test/support/protocol_harness.cpp"
  LIBRARIES vgen_streams_api vgen_sample_api vgen_serve vgen_beast vgen_testing)

add_library(vgen_depot_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/depot_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/depot/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/depot/expected/api.openapi.gen.cpp")
target_include_directories(vgen_depot_api
  PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/test/golden/depot/expected"
    "${PROJECT_SOURCE_DIR}/test/golden/depot")
target_link_libraries(vgen_depot_api PUBLIC vgen_codegen)
vgen_warnings(vgen_depot_api)
vgen_test(depot_test THREADS SERVER_TESTS "[depot-server]" GATEWAY_TESTS "[gateway]"
  SOURCES server/answers_test.cpp server/uploads_test.cpp
  LIBRARIES vgen_depot_api vgen_serve vgen_beast vgen_testing)
