find_package(nlohmann_json REQUIRED)

vgen_test(emit_test
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/integer_pattern_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/json_schema_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/json_value_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/model_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/openapi_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/sample_model.cpp
    ${CMAKE_CURRENT_LIST_DIR}/schema_constraints_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/schema_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/schema_types_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/template_engine_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/text_patterns_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/types_model.cpp
    ${CMAKE_CURRENT_LIST_DIR}/typescript_names_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/typescript_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/typescript_text_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/typescript_types_test.cpp
  LIBRARIES vgen_emit nlohmann_json::nlohmann_json)
