vgen_test(channel_test THREADS
  SOURCES channel/channel_store_suite.cpp channel/channel_store_test.cpp channel/envelope_test.cpp
  LIBRARIES vgen_channel)

add_library(vgen_topics_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/topics_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/topics/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/topics/expected/api.openapi.gen.cpp")
target_include_directories(vgen_topics_api
  PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/test/golden/topics/expected"
    "${PROJECT_SOURCE_DIR}/test/golden/topics")
target_link_libraries(vgen_topics_api PUBLIC vgen_codegen)
vgen_warnings(vgen_topics_api)

add_library(vgen_office_api STATIC
  "${PROJECT_SOURCE_DIR}/test/support/presence_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/presence/expected/api.gen.cpp"
  "${PROJECT_SOURCE_DIR}/test/golden/presence/expected/api.openapi.gen.cpp")
target_include_directories(vgen_office_api PUBLIC "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/test/golden/presence")
target_link_libraries(vgen_office_api PUBLIC vgen_codegen)
vgen_warnings(vgen_office_api)
vgen_test(presence_test STRICT_TESTS "[presence]" SOURCES channel/presence_test.cpp
  LIBRARIES vgen_office_api vgen_testing)

vgen_test(topics_test THREADS SERVER_TESTS "[server]" STRICT_TESTS "~[not-strict]"
  SOURCES channel/slow_test.cpp channel/topics_test.cpp server/presence_test.cpp
    server/topics_test.cpp
  LIBRARIES vgen_topics_api vgen_office_api vgen_serve vgen_beast vgen_testing)
