find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)

# The loop (Asio), CLI11 and spdlog compile slowly, so as few files as possible include each of
# them.
vgen_runtime_library(server
  SOURCES arguments.cpp chunk_reader.cpp connection.cpp date.cpp file_system.cpp flush_list.cpp
    http_answers.cpp http_bodies.cpp http_protocol.cpp http_upgrade.cpp log_text.cpp loop.cpp
    loop_accept.cpp loop_stop.cpp output_buffer.cpp poller.cpp process.cpp request_head.cpp
    serve.cpp server.cpp standard_log.cpp stream_answer.cpp websocket_protocol.cpp
  PUBLIC vgen_rpc Threads::Threads
  PRIVATE fmt::fmt spdlog::spdlog CLI11::CLI11)
