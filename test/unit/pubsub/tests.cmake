vgen_test(pubsub_test THREADS SOURCES pubsub/churn_test.cpp pubsub/event_hub_suite.cpp
  pubsub/event_hub_test.cpp pubsub/presence_suite.cpp pubsub/presence_test.cpp
  pubsub/topic_row_test.cpp LIBRARIES vgen_pubsub vgen_channel)
