/// Readers of inputs that are one JSON text.
#pragma once

#include <vgen/json/read.hpp>
#include <vgen/json/reader.hpp>

namespace vgen::codegen {
inline namespace VGEN_API {

/// The reader of an input whose type has all that is needed.
template <class In>
void read_message(json::Reader& in, In& value) {
  json::read(in, value);
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
