vgen_test(frontend_test OWN_HEADERS SOURCES
  ${CMAKE_CURRENT_LIST_DIR}/comment_scanner_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/compile_flags_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/default_value_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/describe.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parse_sources_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parsed_header.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_comment_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_enum_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_function_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_literal_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_record_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_type_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/read_wiring_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/real_headers_test.cpp
  LIBRARIES vgen_frontend)
target_compile_definitions(frontend_test PRIVATE
  VGEN_TEST_INCLUDE_DIR="${PROJECT_SOURCE_DIR}/runtime/include"
  VGEN_TEST_SAMPLES_DIR="${PROJECT_SOURCE_DIR}/samples")
