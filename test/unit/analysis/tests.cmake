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
