find_package(nlohmann_json REQUIRED)

file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp")
vgen_test(emit_test OWN_HEADERS
  SOURCES ${sources}
  LIBRARIES vgen_emit nlohmann_json::nlohmann_json)
target_compile_definitions(emit_test PRIVATE VGEN_GOLDEN_EMIT="${VGEN_GOLDEN_EMIT}")
