vgen_runtime_library(testing SOURCES client.cpp client_channel.cpp client_stream.cpp transport.cpp
  PUBLIC vgen_rpc vgen_schedule vgen_client)
