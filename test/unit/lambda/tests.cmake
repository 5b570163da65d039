vgen_test(lambda_test THREADS
  SOURCES lambda/host_test.cpp lambda/read_event_test.cpp
  LIBRARIES vgen_sample_api vgen_serve vgen_lambda vgen_testing)
