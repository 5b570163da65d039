# Each test starts a redis-server of its own, and is left out where there is none.
vgen_test(redis_test THREADS
  SOURCES channel/channel_store_suite.cpp pubsub/event_hub_suite.cpp pubsub/presence_suite.cpp
    redis/address_test.cpp redis/faults_test.cpp redis/hub_test.cpp redis/resp_test.cpp
    redis/store_test.cpp schedule/tick_lock_suite.cpp session/session_store_suite.cpp
  LIBRARIES vgen_redis)
target_include_directories(redis_test PRIVATE "${PROJECT_SOURCE_DIR}")

add_executable(nodes_server redis/nodes_server.cpp)
target_link_libraries(nodes_server PRIVATE vgen_topics_api vgen_serve)
vgen_warnings(nodes_server)
vgen_test(nodes_test THREADS SERVER_TESTS "[redis]" SOURCES redis/nodes_test.cpp
  LIBRARIES vgen_topics_api vgen_redis vgen_serve vgen_beast vgen_testing)
target_compile_definitions(nodes_test PRIVATE "VGEN_NODES_SERVER=\"$<TARGET_FILE:nodes_server>\"")
add_dependencies(nodes_test nodes_server)
