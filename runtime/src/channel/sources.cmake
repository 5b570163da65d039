vgen_runtime_library(channel
  SOURCES backlog.cpp channel_handle.cpp channel_record.cpp envelope.cpp events.cpp fanout.cpp
    follow.cpp live_channel.cpp memory_channel_store.cpp presence_events.cpp request_copy.cpp
    sign_in_event.cpp strict_channel.cpp strict_event.cpp token_request.cpp
    topic_events.cpp topic_frame.cpp
  PUBLIC vgen_dispatch vgen_websocket)
