vgen_runtime_library(core
  SOURCES base64url.cpp faults.cpp file.cpp request_ids.cpp text_buffer.cpp timer_queue.cpp)
