vgen_test(model_test OWN_HEADERS
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/constraint_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/kinds_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/type_facts_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/type_parts_test.cpp
  LIBRARIES vgen_model)
