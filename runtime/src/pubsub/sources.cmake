vgen_runtime_library(pubsub
  SOURCES answer.cpp hub.cpp memory_hub.cpp memory_presence.cpp presence.cpp publication.cpp
    topic_row.cpp
  PUBLIC vgen_websocket)
