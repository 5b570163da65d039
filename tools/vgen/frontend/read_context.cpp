#include "tools/vgen/frontend/read_context.hpp"

#include "tools/vgen/frontend/declared_name.hpp"

namespace vgen::tool::frontend {

bool is_authors_own(ReadContext& context, CXCursor declaration) {
  return context.files.is_authors(declaration) && !is_in_library_namespace(declaration);
}

}  // namespace vgen::tool::frontend
