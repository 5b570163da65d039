#include "tools/vgen/frontend/read_declarations.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/reach_types.hpp"
#include "tools/vgen/frontend/read_context.hpp"
#include "tools/vgen/frontend/read_function.hpp"
#include "tools/vgen/frontend/read_wiring.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace vgen::tool::frontend {
namespace {

/// Which header of the command line included each file.
class Inclusions {
 public:
  Inclusions(CXTranslationUnit unit, SourceFiles& files) : files_(files) {
    clang_getInclusions(
        unit,
        [](CXFile file, CXSourceLocation* stack, unsigned depth, CXClientData data) {
          static_cast<Inclusions*>(data)->add(file,
                                              std::vector<CXSourceLocation>(stack, stack + depth));
        },
        this);
  }

  /// The real paths of all files, each once, without the main file.
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

  /// The rank of a file in the order of the headers.
  [[nodiscard]] std::size_t header_index(CXFile file) const {
    const auto found = header_indices_.find(files_.real_path(file));
    return found == header_indices_.end() ? header_indices_.size() : found->second;
  }

 private:
  void add(CXFile file, const std::vector<CXSourceLocation>& stack) {
    if (stack.empty()) return;  // the main file
    const std::string& path = files_.real_path(file);
    std::size_t index = files_.header_index(file);
    // A file that is not on the command line belongs to the header that included it: the first one
    // on the way out to the main file.
    for (auto place = stack.begin(); place != stack.end() && index == files_.header_count();
         ++place) {
      index = files_.header_index(position(*place).file);
    }
    if (header_indices_.emplace(path, index).second) paths_.push_back(path);
  }

  SourceFiles& files_;
  std::vector<std::string> paths_;
  std::map<std::string, std::size_t> header_indices_;
};

class DeclarationReader {
 public:
  DeclarationReader(CXTranslationUnit unit, SourceFiles& files)
      : context_{.unit = unit,
                 .files = files,
                 .records = {},
                 .instances = {},
                 .enums = {},
                 .aliases = {}} {}

  DeclaredApi read() {
    const Inclusions inclusions(context_.unit, context_.files);
    collect(clang_getTranslationUnitCursor(context_.unit));
    std::ranges::stable_sort(declarations_, {}, [&](CXCursor declaration) {
      return inclusions.header_index(position(clang_getCursorLocation(declaration)).file);
    });
    for (const CXCursor declaration : declarations_) read_declaration(declaration);
    api_.inclusions = inclusions.paths();
    return std::move(api_);
  }

 private:
  /// The author's functions and variables, in namespaces of any depth. The standard library is
  /// skipped.
  void collect(CXCursor scope) {
    for (const CXCursor child : children(scope)) {
      const CXCursorKind kind = clang_getCursorKind(child);
      const bool is_scope = kind == CXCursor_Namespace || kind == CXCursor_LinkageSpec;
      const bool is_declaration = kind == CXCursor_FunctionDecl || kind == CXCursor_VarDecl;
      if ((!is_scope && !is_declaration) || !is_authors_own(context_, child)) continue;
      if (is_scope) collect(child);
      if (is_declaration) declarations_.push_back(child);
    }
  }

  void read_declaration(CXCursor declaration) {
    if (clang_getCursorKind(declaration) == CXCursor_VarDecl) {
      read_variable(declaration);
    } else if (auto function = read_function(context_, declaration);
               function && !is_repetition(declaration)) {
      for (const DeclaredType& type : api_types(*function)) reach_types(context_, type, api_);
      api_.functions.push_back(std::move(*function));
    }
  }

  /// If a variable is declared several times, the definition has the value.
  void read_variable(CXCursor variable) {
    const CXCursor definition = clang_getCursorDefinition(variable);
    if (!clang_Cursor_isNull(definition) && !clang_equalCursors(definition, variable)) return;
    auto wiring = read_wiring(context_, variable);
    if (!wiring) return;
    reach_types(context_, wiring->argument, api_);
    api_.wirings.push_back(std::move(*wiring));
  }

  /// Whether a function was declared before. Overloads are different functions.
  bool is_repetition(CXCursor function) {
    const CXCursor first = clang_getCanonicalCursor(function);
    if (std::ranges::any_of(first_declarations_,
                            [&](CXCursor known) { return clang_equalCursors(known, first) != 0; }))
      return true;
    first_declarations_.push_back(first);
    return false;
  }

  ReadContext context_;
  std::vector<CXCursor> declarations_;
  std::vector<CXCursor>
      first_declarations_;  ///< The first declarations of the functions read so far.
  DeclaredApi api_;
};

}  // namespace

DeclaredApi read_declarations(CXTranslationUnit unit, SourceFiles& files) {
  return DeclarationReader(unit, files).read();
}

}  // namespace vgen::tool::frontend
