#include "tools/vgen/frontend/read_declarations.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/find_misplaced.hpp"
#include "tools/vgen/frontend/reach_types.hpp"
#include "tools/vgen/frontend/read_context.hpp"
#include "tools/vgen/frontend/read_function.hpp"
#include "tools/vgen/frontend/read_wiring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vgen::tool::frontend {
namespace {

std::string probe_name(std::size_t index) {
  return fmt::format("vgen_probe_{}", index);
}

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
      : context_{.unit = unit, .files = files} {}

  DeclaredApi read(std::vector<std::string>& probes) {
    find_probes(probes);
    const Inclusions inclusions(context_.unit, context_.files);
    collect(clang_getTranslationUnitCursor(context_.unit));
    std::ranges::stable_sort(declarations_, {}, [&](CXCursor declaration) {
      return inclusions.header_index(position(clang_getCursorLocation(declaration)).file);
    });
    for (const CXCursor declaration : declarations_) read_declaration(declaration);
    reach_sessions();
    api_.inclusions = inclusions.paths();
    api_.stray_comments = context_.stray_comments;
    for (const std::string& instance : context_.wanted_instances) {
      if (std::ranges::find(probes, instance) == probes.end()) probes.push_back(instance);
    }
    return std::move(api_);
  }

 private:
  void find_probes(const std::vector<std::string>& probes) {
    if (probes.empty()) return;
    for (const CXCursor child : children(clang_getTranslationUnitCursor(context_.unit))) {
      const std::string name = spelling(child);
      for (std::size_t i = 0; i < probes.size(); ++i) {
        if (name == probe_name(i))
          context_.probed_instances[probes[i]] = clang_getTypedefDeclUnderlyingType(child);
      }
    }
  }

  /// The author's declarations, in namespaces of any depth. The standard library is
  /// skipped.
  void collect(CXCursor scope) {
    for (const CXCursor child : children(scope)) {
      const CXCursorKind kind = clang_getCursorKind(child);
      const bool is_scope = kind == CXCursor_Namespace || kind == CXCursor_LinkageSpec;
      const bool is_name = is_typedef(child) || kind == CXCursor_TypeAliasTemplateDecl ||
                           kind == CXCursor_UsingDeclaration || kind == CXCursor_NamespaceAlias;
      if (is_name || !is_authors_own(context_, child)) continue;
      if (is_scope) collect(child);
      if (!is_scope) declarations_.push_back(child);
    }
  }

  void read_declaration(CXCursor declaration) {
    const CXCursorKind kind = clang_getCursorKind(declaration);
    auto function =
        kind == CXCursor_FunctionDecl ? read_function(context_, declaration) : std::nullopt;
    const bool is_read = function || (kind == CXCursor_VarDecl && read_variable(declaration));
    if (!is_read)
      std::ranges::move(find_misplaced_wiring(context_, declaration),
                        std::back_inserter(api_.misplaced_wirings));
    if (!function || is_repetition(declaration)) return;
    for (const DeclaredType& type : api_types(*function)) reach_types(context_, type, api_);
    api_.functions.push_back(std::move(*function));
  }

  /// Sessions are read from tokens and cookies only if schemes are declared, and kept between the
  /// events of channels.
  void reach_sessions() {
    const bool are_kept = std::ranges::any_of(api_.wirings, [](const DeclaredWiring& wiring) {
      return wiring.kind == WiringKind::security || wiring.kind == WiringKind::channel_route;
    });
    if (!are_kept) return;
    for (const DeclaredFunction& function : api_.functions) {
      const FormFacts& form = facts(function.form);
      const std::size_t session = form.services + 1;
      if (form.session != SessionArgument::none && session < function.arguments.size())
        reach_types(context_, function.arguments[session], api_);
    }
  }

  /// Whether a variable is a wiring. If it is declared several times, the definition has the value.
  bool read_variable(CXCursor variable) {
    const CXCursor definition = clang_getCursorDefinition(variable);
    if (!clang_Cursor_isNull(definition) && !clang_equalCursors(definition, variable)) return true;
    auto wiring = read_wiring(context_, variable);
    if (!wiring) return false;
    for (const DeclaredType& type : wiring->arguments) reach_types(context_, type, api_);
    if (wiring->kind == WiringKind::topic || wiring->kind == WiringKind::channel_route)
      reach_constants(*wiring);
    api_.wirings.push_back(std::move(*wiring));
    return true;
  }

  /// The members of a topic with presence become JSON, as its messages do, and so does the state of
  /// a channel.
  void reach_constants(const DeclaredWiring& wiring) {
    for (const DeclaredValue& element : wiring.elements) {
      const auto* const settings = std::get_if<BracedValue>(&element.value);
      if (settings == nullptr) continue;
      for (const DeclaredMember& setting : settings->members) {
        const auto* const constant = std::get_if<VariableValue>(&setting.value.value);
        if (constant == nullptr) continue;
        for (const DeclaredType& type : constant->arguments) reach_types(context_, type, api_);
      }
    }
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

DeclaredApi read_declarations(CXTranslationUnit unit, SourceFiles& files,
                              std::vector<std::string>& probes) {
  return DeclarationReader(unit, files).read(probes);
}

std::string probe_source(const std::vector<std::string>& probes) {
  std::string source;
  for (std::size_t i = 0; i < probes.size(); ++i) {
    source += fmt::format("using {0} = {1};\nstatic_assert(sizeof({0}) > 0);\n", probe_name(i),
                          probes[i]);
  }
  return source;
}

}  // namespace vgen::tool::frontend
