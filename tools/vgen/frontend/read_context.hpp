#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/source_files.hpp"
#include "tools/vgen/frontend/template_arguments.hpp"

#include <clang-c/Index.h>

#include <map>
#include <string>

namespace vgen::tool::frontend {

/// A class of the author's that a type named: all that is needed to read it when it turns out to be
/// reached.
struct KnownRecord {
  DeclaredType type;
  CXCursor declaration;  ///< The class, or the template it is an instance of.
  Substitution substitution;
};

/// What the readers share. Reading a type only notes the author's types in it; `reach_types` reads
/// those that the API uses, so that `Services`, which every function names, may hold anything.
struct ReadContext {
  CXTranslationUnit unit;
  SourceFiles& files;
  std::map<std::string, KnownRecord> records;  ///< By `DeclaredType::cpp`.
  std::map<std::string, std::string>
      instances;  ///< `cpp` of each instance of a template by what C++ takes it for.
  std::map<std::string, CXCursor> enums;  ///< By qualified name, as are the aliases.
  std::map<std::string, CXCursor> aliases;
};

/// Whether the author declared it, and no library whose types vgen knows by name.
bool is_authors_own(ReadContext& context, CXCursor declaration);

}  // namespace vgen::tool::frontend
