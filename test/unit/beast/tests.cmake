vgen_test(beast_test THREADS
  SOURCES beast/embedding_test.cpp beast/tls_test.cpp beast/certificates.cpp
  LIBRARIES vgen_sample_api vgen_serve vgen_beast vgen_testing)

# Everything that the Beast host needs, compiled as on a system that is not Linux.
add_test(NAME beast_portable COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/beast/portable"
  "${PROJECT_SOURCE_DIR}")
