vgen_test(json_test
  SOURCES json/any_test.cpp json/array_reader_test.cpp json/bytes_test.cpp json/crowded_test.cpp
    json/digits_test.cpp json/formats_test.cpp json/hostile_test.cpp json/hostile_types_test.cpp
    json/names_test.cpp json/number_test.cpp json/object_reader_test.cpp json/pattern_test.cpp
    json/print_number_test.cpp json/reader_test.cpp json/refusal_test.cpp json/sample.cpp
    json/struct_choice_test.cpp json/text_value_test.cpp json/time_test.cpp json/tuple_test.cpp
    json/utf8_test.cpp json/variant_test.cpp json/vocabulary_test.cpp json/wrappers_test.cpp
    json/writer_test.cpp
  LIBRARIES vgen_json)
vgen_test(json_allocation_test SOURCES json/allocation_test.cpp json/sample.cpp
  "${PROJECT_SOURCE_DIR}/test/support/count_allocations.cpp" LIBRARIES vgen_json)
