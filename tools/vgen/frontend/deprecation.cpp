#include "tools/vgen/frontend/deprecation.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"

namespace vgen::tool::frontend {

bool is_deprecated(CXCursor declaration) {
  return clang_getCursorAvailability(declaration) == CXAvailability_Deprecated;
}

std::string deprecation_message(CXCursor declaration) {
  CXString message{};
  CXString unavailable{};
  clang_getCursorPlatformAvailability(declaration, nullptr, &message, nullptr, &unavailable,
                                      nullptr, 0);
  take_string(unavailable);
  return take_string(message);
}

}  // namespace vgen::tool::frontend
