#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/frontend/source_files.hpp"

#include <clang-c/Index.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {

/// The value of a template parameter: one argument, or any number for a pack.
struct Binding {
  std::string parameter;
  std::vector<DeclaredType> arguments{};
  bool is_pack = false;
};

/// The values of the parameters while the pattern of a template is read. libclang shows the pattern
/// of a template, and the arguments as the author wrote them. It does not replace the parameters in
/// the pattern by these arguments.
struct Substitution {
  std::vector<Binding> bindings;
  std::optional<DeclaredType>
      self;  ///< The instance being read, for a class template that names itself.
  CXCursor pattern = clang_getNullCursor();  ///< Its template.

  /// The binding of a parameter, or null.
  [[nodiscard]] const Binding* find(std::string_view parameter) const;
};

/// The parameters of a template, in order.
std::vector<CXCursor> template_parameters(CXCursor declaration);

/// `Page` of `todo::Page<Todo>`: the name before the last argument list of a spelled type.
std::string_view template_name(std::string_view spelled);

/// The arguments of the last argument list of a spelled type, as text: `T`, `3` of `std::array<T,
/// 3>`.
std::vector<std::string> spelled_arguments(std::string_view spelled);

/// The C++ of the types from `first` on, separated by commas.
std::string join_cpp(const std::vector<DeclaredType>& types, std::size_t first = 0);

/// The templates that a declaration names, in source order. In types libclang replaces alias
/// templates by their targets, but not here.
class WrittenTemplates {
 public:
  explicit WrittenTemplates(CXCursor declarator);

  /// The next template of this name, or a null cursor. Types must be read in source order.
  CXCursor take(std::string_view name);

  /// The expression of this text among the arguments, or a null cursor.
  [[nodiscard]] CXCursor constant(SourceFiles& files, std::string_view text) const;

 private:
  std::vector<CXCursor> templates_;
  std::vector<CXCursor> constants_;
  std::size_t next_ = 0;
};

}  // namespace vgen::tool::frontend
