vgen_test(analysis_test
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/comment_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/declared.cpp
    ${CMAKE_CURRENT_LIST_DIR}/documentation_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/largest_encoding_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/names_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/resolve_types_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/routes_test.cpp
  LIBRARIES vgen_analysis)

# Parses vgen/api.hpp, so that it needs the front end.
vgen_test(settings_test
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/settings_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/../frontend/parsed_header.cpp
  LIBRARIES vgen_analysis vgen_frontend)
target_compile_definitions(settings_test PRIVATE
  VGEN_TEST_INCLUDE_DIR="${PROJECT_SOURCE_DIR}/runtime/include")
