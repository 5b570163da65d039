vgen_runtime_library(channel
  SOURCES channel_handle.cpp envelope.cpp events.cpp fanout.cpp follow.cpp live_channel.cpp
    request_copy.cpp topic_events.cpp topic_frame.cpp
  PUBLIC vgen_dispatch vgen_websocket)
