#pragma once

#include <clang-c/Index.h>

#include <string>

namespace vgen::tool::frontend {

/// Whether a declaration is `[[deprecated]]`.
bool is_deprecated(CXCursor declaration);

/// The text of `[[deprecated("…")]]`; empty without one.
std::string deprecation_message(CXCursor declaration);

}  // namespace vgen::tool::frontend
