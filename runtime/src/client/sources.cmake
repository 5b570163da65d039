find_package(OpenSSL 3 REQUIRED COMPONENTS SSL)

# What generated clients link. Nothing of a server.
vgen_runtime_library(client
  SOURCES address.cpp answer.cpp answered.cpp connection.cpp loop.cpp request.cpp retry.cpp
    socket_transport.cpp
  PUBLIC vgen_http PRIVATE OpenSSL::SSL)
