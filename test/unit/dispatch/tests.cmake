add_library(vgen_sample_api STATIC "${PROJECT_SOURCE_DIR}/test/support/sample_api.cpp"
  "${PROJECT_SOURCE_DIR}/test/support/sample_api.gen.cpp")
target_include_directories(vgen_sample_api PUBLIC "${PROJECT_SOURCE_DIR}")
target_link_libraries(vgen_sample_api PUBLIC vgen_codegen)
vgen_warnings(vgen_sample_api)

vgen_test(dispatch_test THREADS
  SOURCES dispatch/call_pool_test.cpp dispatch/docs_page_test.cpp dispatch/guards_test.cpp
    dispatch/hosted_call_test.cpp dispatch/input_test.cpp dispatch/invoker_test.cpp
    dispatch/promises_test.cpp dispatch/result_test.cpp dispatch/router_test.cpp
    dispatch/text_call_test.cpp
    "${PROJECT_SOURCE_DIR}/test/support/count_allocations.cpp"
  LIBRARIES vgen_sample_api vgen_testing)
