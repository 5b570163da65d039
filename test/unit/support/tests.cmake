vgen_test(support_test OWN_HEADERS
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/depfile_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/identifier_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/json_decimal_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/render_diagnostics_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/rules_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/spelling_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/text_file_test.cpp
  LIBRARIES vgen_support)
