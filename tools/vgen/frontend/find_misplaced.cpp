#include "tools/vgen/frontend/find_misplaced.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/wiring_kinds.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace vgen::tool::frontend {
namespace {

/// A topic leads to no function, and its name is a usual word.
bool names_wiring(std::string_view word) {
  return std::ranges::any_of(wiring_kinds, [&](const WiringFacts& kind) {
    return kind.kind != WiringKind::topic && word == kind.name;
  });
}

bool is_function(CXCursor declaration) {
  const CXCursorKind kind = clang_getCursorKind(declaration);
  return kind == CXCursor_FunctionDecl || kind == CXCursor_FunctionTemplate;
}

}  // namespace

std::vector<SourceRange> find_misplaced_wiring(ReadContext& context, CXCursor declaration) {
  const CXSourceRange extent = clang_getCursorExtent(declaration);
  const std::string_view text = context.files.text(extent);
  const bool may_name = std::ranges::any_of(wiring_kinds, [&](const WiringFacts& kind) {
    return text.find(kind.name) != std::string_view::npos;
  });
  if (!may_name) return {};
  // A function may take a route and return one: only its body is searched.
  const Tokens tokens(context.unit, extent);
  bool is_inside = !is_function(declaration);
  for (unsigned i = 0; i < tokens.size(); ++i) {
    const std::string word = tokens.text(i);
    is_inside = is_inside || word == "{";
    if (is_inside && names_wiring(word)) return {context.files.word_range(tokens.location(i))};
  }
  return {};
}

}  // namespace vgen::tool::frontend
