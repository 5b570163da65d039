vgen_test(commands_test OWN_HEADERS
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/arguments_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/configuration_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/list_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/relative_paths_test.cpp
  LIBRARIES vgen_commands vgen_model)
