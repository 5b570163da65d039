#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/frontend/template_arguments.hpp"

#include <clang-c/Index.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vgen::tool::frontend {

/// A class of the author that a type names, with all that is needed to read it later if the API
/// reaches it.
struct KnownRecord {
  DeclaredType type;
  CXCursor declaration;  ///< The class, or its template if it is an instance.
  Substitution substitution{};
  CXType instance{};  ///< The instance as the compiler knows it; invalid if it was never made.
};

/// An enum of the author that a type names.
struct KnownEnum {
  std::string name;  ///< `todo::Sorted<int>::Order`
  CXCursor declaration;
  std::vector<DeclaredType> outer{};  ///< The instance of a template that it is a member of.
};

/// The state that the readers share. Reading a type only records the author's types in it.
/// `reach_types` then reads those that the API uses, so that `Services`, which every function
/// names, may have any members.
struct ReadContext {
  CXTranslationUnit unit;
  SourceFiles& files;
  std::map<std::string, KnownRecord> records{};  ///< By `DeclaredType::cpp`.
  std::map<std::string, std::string>
      instances{};  ///< `cpp` of each template instance, by its type in C++.
  std::map<std::string, KnownEnum> enums{};   ///< By name.
  std::map<std::string, CXCursor> aliases{};  ///< By qualified name.
  /// Instances with members whose types only the compiler can tell, but which it did not need to
  /// make: it must be asked for them.
  std::set<std::string> wanted_instances{};
  std::map<std::string, CXType> probed_instances{};  ///< Those that were asked for, by name.
  std::vector<StrayComment> stray_comments{};        ///< Of the declarations that were read.
};

/// Whether the author declared it, not a library whose types vgen knows by name.
bool is_authors_own(ReadContext& context, CXCursor declaration);

}  // namespace vgen::tool::frontend
