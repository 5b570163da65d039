vgen_runtime_library(rpc
  SOURCES make_peer.cpp rpc_connection.cpp rpc_events.cpp rpc_frame.cpp
  PUBLIC vgen_channel)
