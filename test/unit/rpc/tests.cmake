add_library(vgen_rpc_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/rpc_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/rpc/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/rpc/expected/api.openapi.gen.cpp")
target_include_directories(vgen_rpc_api
  PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/test/golden/rpc/expected"
    "${PROJECT_SOURCE_DIR}/test/golden/rpc")
target_link_libraries(vgen_rpc_api PUBLIC vgen_codegen)
vgen_warnings(vgen_rpc_api)
vgen_test(rpc_test THREADS SERVER_TESTS "rpc server: *"
  SOURCES rpc/rpc_test.cpp rpc/arguments_test.cpp rpc/frames_test.cpp rpc/guards_test.cpp
    rpc/rate_test.cpp rpc/recorded_test.cpp rpc/session_test.cpp rpc/subscription_test.cpp
    server/rpc_test.cpp
  LIBRARIES vgen_rpc_api vgen_serve vgen_beast vgen_testing)
