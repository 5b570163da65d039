vgen_test(http_test
  SOURCES http/codings_test.cpp http/conditions_test.cpp http/cookies_test.cpp
    http/headers_test.cpp http/ip_address_test.cpp http/media_type_test.cpp http/multipart_test.cpp
    http/origin_test.cpp http/percent_test.cpp http/problem_test.cpp http/query_test.cpp
    http/range_test.cpp http/request_test.cpp http/text_buffer_test.cpp
    http/trace_context_test.cpp http/trusted_proxies_test.cpp
  LIBRARIES vgen_http z)
