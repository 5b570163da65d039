find_package(ZLIB REQUIRED)

vgen_runtime_library(websocket
  SOURCES deflate.cpp frame.cpp frame_reader.cpp handshake.cpp
  PUBLIC vgen_http PRIVATE ZLIB::ZLIB)
