vgen_runtime_library(dispatch
  SOURCES answer.cpp api.cpp call.cpp call_pool.cpp dispatcher.cpp docs_page.cpp file_answer.cpp
    hosted_call.cpp http_input.cpp http_outlet.cpp http_row.cpp http_stream.cpp invoker.cpp
    middleware.cpp multipart_form.cpp regular_file.cpp router.cpp segment_pattern.cpp sleep.cpp
    start_blocking.cpp start_task.cpp static_files.cpp stream.cpp worker_pool.cpp
  PUBLIC vgen_http vgen_docs vgen_pubsub)
