vgen_runtime_library(channel
  SOURCES envelope.cpp events.cpp live_channel.cpp request_copy.cpp
  PUBLIC vgen_dispatch vgen_websocket)
