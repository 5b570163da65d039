find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS SSL)

set(epoll_sources)
if(VGEN_EPOLL)
  set(epoll_sources epoll_accept.cpp epoll_loop.cpp epoll_server.cpp epoll_socket.cpp poller.cpp)
endif()

# The loop (Asio), CLI11 and spdlog compile slowly, so as few files as possible include each of
# them.
vgen_runtime_library(server
  SOURCES access_log_file.cpp address.cpp admin.cpp arguments.cpp chunk_reader.cpp connection.cpp
    date.cpp environment.cpp file_system.cpp flush_list.cpp http_answers.cpp http_bodies.cpp
    http_protocol.cpp http_upgrade.cpp log_text.cpp loop.cpp loop_limit.cpp loop_schedules.cpp
    loop_stop.cpp metrics.cpp output_buffer.cpp perimeter.cpp process.cpp rate_limiter.cpp
    request_head.cpp run_task.cpp standard_log.cpp stream_answer.cpp systemd.cpp tls_context.cpp
    tls_protocol.cpp websocket_protocol.cpp ${epoll_sources}
  PUBLIC vgen_rpc vgen_schedule Threads::Threads
  PRIVATE OpenSSL::SSL
    # Only headers, so that programs need neither of them.
    $<BUILD_INTERFACE:fmt::fmt-header-only> $<BUILD_INTERFACE:CLI11::CLI11>)
target_include_directories(vgen_server SYSTEM PRIVATE
  $<TARGET_PROPERTY:spdlog::spdlog_header_only,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(vgen_server PRIVATE SPDLOG_FMT_EXTERNAL)
