vgen_runtime_library(core SOURCES faults.cpp request_ids.cpp text_buffer.cpp timer_queue.cpp)
