# Asio stays within the sources.
vgen_runtime_library(redis
  SOURCES address.cpp channels.cpp connection.cpp hub.cpp presence.cpp redis.cpp resp.cpp store.cpp
  PUBLIC vgen_channel vgen_pubsub vgen_schedule Threads::Threads
  PRIVATE vgen_http)
