# What `cmake --install` installs: the tool, the runtime's libraries and headers, and a package for
# find_package(vgen).
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/vgen")
set(installed_libraries ${VGEN_RUNTIME_LIBRARIES})

# The exported names are the same as the aliases: vgen::runtime, vgen::json, vgen::tool.
foreach(library IN LISTS installed_libraries)
  string(REPLACE "vgen_" "" name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
endforeach()
set_target_properties(vgen PROPERTIES EXPORT_NAME tool)

install(TARGETS ${installed_libraries} vgen EXPORT vgen
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY runtime/include/vgen DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY schemas DESTINATION "${CMAKE_INSTALL_DATADIR}/vgen")
install(EXPORT vgen NAMESPACE vgen:: FILE vgen-targets.cmake DESTINATION "${package_folder}")

configure_package_config_file(tools/cmake/vgen-config.cmake.in
  "${CMAKE_CURRENT_BINARY_DIR}/vgen-config.cmake"
  INSTALL_DESTINATION "${package_folder}")
# Before 1.0, a minor version may break the code that an earlier one generated.
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/vgen-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/vgen-config.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/vgen-config-version.cmake"
  tools/cmake/vgen_generate.cmake
  tools/cmake/vgen_static.cmake
  DESTINATION "${package_folder}")

# The build folder is a package too: use it without an installation with -Dvgen_DIR=build/dev.
export(EXPORT vgen NAMESPACE vgen:: FILE "${CMAKE_CURRENT_BINARY_DIR}/vgen-targets.cmake")
foreach(module vgen_generate vgen_static)
  configure_file(tools/cmake/${module}.cmake "${CMAKE_CURRENT_BINARY_DIR}/${module}.cmake" COPYONLY)
endforeach()
