#pragma once

#include "tools/vgen/frontend/comment_scanner.hpp"
#include "tools/vgen/support/source_location.hpp"

#include <clang-c/Index.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {

/// Which files belong to the author: the headers on the command line and the author's folders.
struct AuthorsFiles {
  std::vector<std::string> headers;  ///< As given, each once.
  std::vector<std::string> roots;
};

/// The in-memory source that includes the author's headers. It never appears in a diagnostic.
inline constexpr const char* main_file_name = "vgen_main.cpp";

/// A place in a file.
struct Position {
  CXFile file = nullptr;
  unsigned line = 0;
  unsigned column = 0;
  std::size_t offset = 0;
};

/// Where something is written; within a macro, where the macro is used.
Position position(CXSourceLocation location);

/// The files of a translation unit: their names for diagnostics, their text, their comments, and
/// whether they belong to the author.
class SourceFiles {
 public:
  SourceFiles(CXTranslationUnit unit, const AuthorsFiles& authors);

  /// The path as the author gave it on the command line, or else as clang found it.
  [[nodiscard]] const std::string& name(CXFile file);
  /// The absolute path, without links and dots.
  [[nodiscard]] const std::string& real_path(CXFile file);
  [[nodiscard]] std::string_view text(CXFile file);
  [[nodiscard]] const std::vector<SourceComment>& comments(CXFile file);
  /// Whether the author wrote it: it is under a root, or it was not found in a folder of system
  /// headers.
  [[nodiscard]] bool is_authors(CXCursor declaration);
  /// Whether a place is in a file under one of the roots.
  [[nodiscard]] bool is_under_root(CXSourceLocation location);
  /// The index of this file among the headers of the command line; `header_count()` if it is not
  /// one of them.
  [[nodiscard]] std::size_t header_index(CXFile file);
  [[nodiscard]] std::size_t header_count() const { return headers_.size(); }

  /// The part of `extent` on its first line.
  [[nodiscard]] SourceRange range(CXSourceRange extent);
  /// The range of the name in a declaration.
  [[nodiscard]] SourceRange name_range(CXCursor declaration);
  /// A place, with the length of the word that begins there.
  [[nodiscard]] SourceRange word_range(CXSourceLocation location);
  /// The text of `extent`.
  [[nodiscard]] std::string_view text(CXSourceRange extent);

  /// The range of an expression. For clang some initialisers begin at their `=`, which is left out
  /// here.
  [[nodiscard]] CXSourceRange expression_extent(CXCursor expression);

 private:
  struct File {
    std::string name;
    std::string real_path;
    std::string_view text;
    std::vector<SourceComment> comments;
    std::size_t header_index = 0;
    bool is_scanned = false;
    bool is_under_root = false;
  };

  File& file(CXFile handle);
  File open(CXFile handle) const;

  CXTranslationUnit unit_;
  std::vector<std::string> headers_;
  std::vector<std::string> real_headers_;
  std::vector<std::string> real_roots_;
  std::map<CXFile, File> files_;
};

}  // namespace vgen::tool::frontend
