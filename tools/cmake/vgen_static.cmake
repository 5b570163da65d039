# vgen_find_archives(): with VGEN_STATIC, packages that are found from here on in this folder are
# archives, so that programs can be linked with -static.
macro(vgen_find_archives)
  if(VGEN_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
    set(OPENSSL_USE_STATIC_LIBS ON)
    set(ZLIB_USE_STATIC_LIBS ON)
  endif()
endmacro()
