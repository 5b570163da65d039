# A program with a generated client and nothing of a server.
add_library(vgen_places_client STATIC
  "${PROJECT_SOURCE_DIR}/test/golden/places/expected/api_client.gen.cpp")
target_include_directories(vgen_places_client PUBLIC "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/test/golden/places/expected")
target_link_libraries(vgen_places_client PUBLIC vgen_client)
vgen_warnings(vgen_places_client)
target_compile_options(vgen_places_client PRIVATE -Werror)
vgen_test(client_test THREADS SOURCES client/faults_test.cpp LIBRARIES vgen_places_client)
vgen_test(client_tls_test THREADS
  SOURCES client/tls_test.cpp beast/certificates.cpp
  LIBRARIES vgen_client vgen_sample_api vgen_serve vgen_beast vgen_testing)
set(depot "${PROJECT_SOURCE_DIR}/test/golden/depot/expected")
vgen_test(client_files_test THREADS
  SOURCES client/files_test.cpp "${depot}/api_client.gen.cpp"
  LIBRARIES vgen_client vgen_depot_api vgen_serve vgen_beast vgen_testing)
set(expected "${PROJECT_SOURCE_DIR}/test/golden")
add_library(vgen_socket_clients STATIC
  "${expected}/live/expected/api_client.gen.cpp"
  "${expected}/presence/expected/api_client.gen.cpp"
  "${expected}/rpc/expected/api_client.gen.cpp"
  "${expected}/topics/expected/api_client.gen.cpp")
set_target_properties(vgen_socket_clients PROPERTIES UNITY_BUILD OFF)
target_include_directories(vgen_socket_clients PUBLIC "${PROJECT_SOURCE_DIR}")
target_link_libraries(vgen_socket_clients PUBLIC vgen_client)
vgen_warnings(vgen_socket_clients)
target_compile_options(vgen_socket_clients PRIVATE -Werror)
vgen_test(client_channel_test THREADS
  SOURCES client/channel_test.cpp
  LIBRARIES vgen_socket_clients vgen_live_api vgen_topics_api vgen_rpc_api vgen_serve vgen_beast
    vgen_testing)
vgen_test(client_stream_test THREADS
  SOURCES client/event_parser_test.cpp client/http_stream_test.cpp
    "${expected}/streams/expected/api_client.gen.cpp"
  LIBRARIES vgen_client vgen_streams_api vgen_serve vgen_beast vgen_testing)
