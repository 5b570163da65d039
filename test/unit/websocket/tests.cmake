vgen_test(websocket_test
  SOURCES websocket/deflate_test.cpp websocket/frame_reader_test.cpp websocket/frame_test.cpp
    websocket/handshake_test.cpp
  LIBRARIES vgen_pubsub vgen_websocket)
