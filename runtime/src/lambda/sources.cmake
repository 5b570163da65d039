# The host on AWS Lambda. Asio stays within the sources.
vgen_runtime_library(lambda
  SOURCES answer_json.cpp event_socket.cpp lambda_host.cpp lambda_loop.cpp read_event.cpp
    request_text.cpp runtime_api.cpp serve_events.cpp
  PUBLIC vgen_server)
target_include_directories(vgen_lambda PRIVATE "${PROJECT_SOURCE_DIR}")
