#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <optional>
#include <string>

namespace vgen::tool::frontend {

/// The default of a field.
struct DefaultValue {
  std::optional<DeclaredValue> value;  ///< `{}` is not a default: it only means "initialised".
  std::string text;                    ///< As written.
};

DefaultValue read_default_value(ReadContext& context, CXCursor field, const DeclaredType& type);

}  // namespace vgen::tool::frontend
