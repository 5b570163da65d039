# `vgen::Server` and `vgen::serve`, which choose between the servers.
vgen_runtime_library(serve SOURCES redis.cpp serve.cpp server.cpp
  PUBLIC vgen_server PRIVATE vgen_beast vgen_lambda vgen_redis)
target_include_directories(vgen_serve PRIVATE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(vgen_serve PRIVATE $<$<BOOL:${VGEN_EPOLL}>:VGEN_HAS_EPOLL>)
