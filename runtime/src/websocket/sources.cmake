vgen_runtime_library(websocket SOURCES frame.cpp frame_reader.cpp handshake.cpp PUBLIC vgen_http)
