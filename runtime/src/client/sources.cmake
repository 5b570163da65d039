find_package(OpenSSL 3 REQUIRED COMPONENTS SSL)

# What generated clients link. Nothing of a server.
vgen_runtime_library(client
  SOURCES address.cpp answer.cpp answered.cpp channel.cpp connection.cpp core.cpp event_parser.cpp
    feed.cpp frame.cpp http_stream.cpp link.cpp loop.cpp message.cpp request.cpp retry.cpp rpc.cpp
    socket_transport.cpp talk.cpp transport.cpp websocket_link.cpp
  PUBLIC vgen_http vgen_websocket PRIVATE OpenSSL::SSL)
