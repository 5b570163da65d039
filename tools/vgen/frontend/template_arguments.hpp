#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <clang-c/Index.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {

/// What a template parameter stands for: one argument, or any number for a pack.
struct Binding {
  std::string parameter;
  std::vector<DeclaredType> arguments{};
  bool is_pack = false;
};

/// What the parameters stand for while the pattern of a template is read. libclang can tell what a
/// template says, and with which arguments it is used as the author wrote them; it cannot put the
/// one into the other.
struct Substitution {
  std::vector<Binding> bindings;
  std::optional<DeclaredType>
      self;  ///< The instance being read, for a class template that names itself.
  CXCursor pattern = clang_getNullCursor();  ///< Its template.

  /// The binding of this parameter, or null.
  [[nodiscard]] const Binding* find(std::string_view parameter) const;
};

/// The parameters of a template, in order.
std::vector<CXCursor> template_parameters(CXCursor declaration);

/// `Page` of `todo::Page<Todo>`: the name before the last argument list of a spelled type.
std::string_view template_name(std::string_view spelled);

/// The arguments of the last argument list of a spelled type, as text: `T`, `3` of `std::array<T,
/// 3>`.
std::vector<std::string> spelled_arguments(std::string_view spelled);

/// The C++ of several types, separated by commas, from the one at `first` on.
std::string join_cpp(const std::vector<DeclaredType>& types, std::size_t first = 0);

/// The templates that a declaration names, in source order. libclang sees through alias templates
/// in types, but not here.
class WrittenTemplates {
 public:
  explicit WrittenTemplates(CXCursor declarator);

  /// The next template of this name, or a null cursor. Types have to be read in source order.
  CXCursor take(std::string_view name);

 private:
  std::vector<CXCursor> templates_;
  std::size_t next_ = 0;
};

}  // namespace vgen::tool::frontend
