# The tests of the settings parse vgen/api.hpp, so that they need the front end.
file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp")
vgen_test(analysis_test OWN_HEADERS
  SOURCES ${sources} ${CMAKE_CURRENT_LIST_DIR}/../frontend/parsed_header.cpp
  LIBRARIES vgen_analysis vgen_frontend vgen::json)
target_compile_definitions(analysis_test PRIVATE
  VGEN_TEST_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
  VGEN_TEST_INCLUDE_DIR="${PROJECT_SOURCE_DIR}/runtime/include")
