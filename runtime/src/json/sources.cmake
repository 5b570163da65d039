find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)

vgen_runtime_library(json
  SOURCES array_reader.cpp canonical.cpp checks.cpp date_time.cpp ecma_pattern.cpp fault_site.cpp formats.cpp number.cpp object_reader.cpp
    pattern.cpp quick.cpp read.cpp reader.cpp suggest.cpp text_value.cpp time.cpp unescape.cpp utf8.cpp writer.cpp
  PUBLIC vgen_core
  PRIVATE PkgConfig::RE2)
