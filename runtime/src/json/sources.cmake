find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)

vgen_runtime_library(json
  SOURCES any.cpp array_reader.cpp bytes.cpp calendar.cpp canonical.cpp checks.cpp date_time.cpp
    digits.cpp ecma_pattern.cpp fault_site.cpp formats.cpp names.cpp number.cpp object_reader.cpp
    pattern.cpp print_number.cpp quick.cpp read.cpp reader.cpp struct_choice.cpp suggest.cpp
    text_value.cpp time.cpp unescape.cpp utf8.cpp valid_utf8.cpp variant.cpp writer.cpp
  PUBLIC vgen_core
  PRIVATE PkgConfig::RE2 $<BUILD_INTERFACE:fmt::fmt-header-only>)
# Its sources share short names (`Decimal`, `is_digit`) for different things.
set_target_properties(vgen_json PROPERTIES UNITY_BUILD OFF)
