vgen_runtime_library(dispatch
  SOURCES answer.cpp call.cpp call_pool.cpp dispatcher.cpp docs_page.cpp hosted_call.cpp invoker.cpp router.cpp start_task.cpp static_files.cpp
          ../codegen/answer.cpp ../codegen/http_input.cpp
  PUBLIC vgen_http vgen_docs)
