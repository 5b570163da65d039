# What CMake has found once in a build folder, it does not look for again.
if(VGEN_STATIC)
  set(vgen_link "static")
else()
  set(vgen_link "shared")
endif()
if(DEFINED VGEN_LINK AND NOT VGEN_LINK STREQUAL vgen_link)
  message(FATAL_ERROR "This build folder has found ${VGEN_LINK} libraries, but VGEN_STATIC now \
asks for ${vgen_link} ones. Use another build folder, or configure this one with cmake --fresh.")
endif()
set(VGEN_LINK ${vgen_link} CACHE INTERNAL "The kind of the libraries that were found")

# vgen_find_archives(): with VGEN_STATIC, packages that are found from here on in this folder are
# archives, so that programs can be linked with -static.
macro(vgen_find_archives)
  if(VGEN_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
    set(OPENSSL_USE_STATIC_LIBS ON)
    set(ZLIB_USE_STATIC_LIBS ON)
  endif()
endmacro()
