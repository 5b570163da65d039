vgen_test(beast_test THREADS SERVER_TESTS "[tls]"
  SOURCES beast/certificates.cpp beast/embedding_test.cpp beast/tls_protocol_test.cpp
    beast/tls_test.cpp
  LIBRARIES vgen_sample_api vgen_serve vgen_beast vgen_testing)

# Everything that the Beast host needs is there on a system that is not Linux.
add_test(NAME beast_portable COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/beast/portable"
  "${PROJECT_SOURCE_DIR}")

# Clients of other projects.
add_executable(beast_sample_server beast/sample_server.cpp)
target_link_libraries(beast_sample_server PRIVATE vgen_sample_api vgen_serve)
vgen_warnings(beast_sample_server)
add_test(NAME beast_tls_clients COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/beast/tls_clients"
  "$<TARGET_FILE:beast_sample_server>" beast)
set_tests_properties(beast_tls_clients PROPERTIES TIMEOUT 120)
if(VGEN_EPOLL)
  add_test(NAME epoll_tls_clients COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/beast/tls_clients"
    "$<TARGET_FILE:beast_sample_server>" epoll)
  set_tests_properties(epoll_tls_clients PROPERTIES TIMEOUT 120)
endif()
