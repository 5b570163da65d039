# `vgen::Server` and `vgen::serve`, which choose between the servers.
vgen_runtime_library(serve SOURCES serve.cpp server.cpp PUBLIC vgen_server PRIVATE vgen_beast)
target_include_directories(vgen_serve PRIVATE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(vgen_serve PRIVATE $<$<BOOL:${VGEN_EPOLL}>:VGEN_HAS_EPOLL>)
