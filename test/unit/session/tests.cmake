vgen_test(session_test SOURCES session/jwt_test.cpp session/keys_test.cpp
  session/session_store_suite.cpp session/session_store_test.cpp LIBRARIES vgen_session)

# A server with schemes, as a process.
set(expected "${PROJECT_SOURCE_DIR}/test/golden/sessions/expected")
add_executable(sessions_server session/sessions_server.cpp
  "${PROJECT_SOURCE_DIR}/test/support/sessions_api.cpp" "${expected}/api.gen.cpp"
  "${expected}/api.openapi.gen.cpp")
target_include_directories(sessions_server PRIVATE "${PROJECT_SOURCE_DIR}" "${expected}"
  "${PROJECT_SOURCE_DIR}/test/golden/sessions")
target_link_libraries(sessions_server PRIVATE vgen_codegen vgen_session vgen_serve)
vgen_warnings(sessions_server)
add_test(NAME session_missing_keys COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/session/missing_keys"
  "$<TARGET_FILE:sessions_server>")
