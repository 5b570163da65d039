find_package(ZLIB REQUIRED)

vgen_runtime_library(http
  SOURCES codings.cpp conditions.cpp cookies.cpp date.cpp field_text.cpp headers.cpp host.cpp
    ip_address.cpp media_type.cpp multipart.cpp origin.cpp percent.cpp problem.cpp query.cpp
    range.cpp request.cpp response.cpp trace_context.cpp trusted_proxies.cpp
  PUBLIC vgen_json PRIVATE ZLIB::ZLIB)
