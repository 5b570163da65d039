vgen_test(lambda_test THREADS
  SOURCES lambda/function_test.cpp lambda/host_test.cpp lambda/read_event_test.cpp
  LIBRARIES vgen_sample_api vgen_jobs_api vgen_live_api vgen_streams_api vgen_serve vgen_lambda
    vgen_testing vgen_lambda_gateway)
