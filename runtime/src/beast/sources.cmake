find_package(OpenSSL 3 REQUIRED COMPONENTS SSL)

# Nothing here, and nothing of `server` that it uses, needs a particular system.
vgen_runtime_library(beast
  SOURCES beast_loop.cpp beast_loops.cpp beast_server.cpp beast_socket.cpp context_keeper.cpp
    host.cpp tls_context.cpp
  PUBLIC vgen_server OpenSSL::SSL)
target_include_directories(vgen_beast PRIVATE "${PROJECT_SOURCE_DIR}")
