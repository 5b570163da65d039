#include "tools/vgen/frontend/template_instance.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/read_default_argument.hpp"
#include "tools/vgen/frontend/read_type.hpp"
#include "tools/vgen/frontend/template_constant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

using Kind = DeclaredType::Kind;

/// Whether a template with these arguments is `std::string` or `std::string_view`. With another
/// allocator it is not.
bool is_plain_string(std::string_view name, const std::vector<DeclaredType>& arguments) {
  return (name == "std::basic_string" || name == "std::basic_string_view") &&
         arguments.size() == 1 && arguments[0].kind == Kind::builtin && arguments[0].name == "char";
}

/// One key per C++ type: `Page<long>` and `Page<std::int64_t>` have the same.
std::string canonical_name(const DeclaredType& type) {
  const std::string_view is_const = type.is_const ? "const " : "";
  if (type.kind == Kind::builtin) return fmt::format("{}{}", is_const, type.name);
  if (type.kind == Kind::alias && !type.arguments.empty())
    return fmt::format("{}{}", is_const, canonical_name(type.arguments.front()));
  if (type.kind != Kind::named || type.arguments.empty()) return type.cpp;
  std::string arguments;
  for (const DeclaredType& argument : type.arguments) arguments += canonical_name(argument) + ",";
  return fmt::format("{}{}<{}>", is_const, type.name, arguments);
}

/// The class that an instance is read from: its template, or the specialization of the template
/// that was written for these arguments.
CXCursor pattern_of(CXCursor declaration, CXCursor instance) {
  if (clang_Cursor_isNull(instance) || is_same_place(instance, declaration)) return declaration;
  const CXCursor source = clang_getSpecializedCursorTemplate(instance);
  const bool is_partial =
      clang_getCursorKind(source) == CXCursor_ClassTemplatePartialSpecialization;
  return is_partial ? source : instance;
}

}  // namespace

Substitution bind(ReadContext& context, CXCursor declaration,
                  const std::vector<DeclaredType>& arguments) {
  Substitution result;
  std::size_t next = 0;
  for (const CXCursor parameter : template_parameters(declaration)) {
    Binding binding{.parameter = spelling(parameter)};
    binding.is_pack =
        context.files.text(clang_getCursorExtent(parameter)).find("...") != std::string_view::npos;
    const std::size_t end =
        binding.is_pack ? arguments.size() : std::min(next + 1, arguments.size());
    for (; next < end; ++next)
      binding.arguments.push_back(fit_constant(parameter, arguments[next]));
    if (!binding.is_pack && binding.arguments.empty())
      binding.arguments = {
          fit_constant(parameter, read_default_argument(context, parameter, result))};
    result.bindings.push_back(std::move(binding));
  }
  return result;
}

DeclaredType make_instance(ReadContext& context, CXCursor declaration, CXCursor specialization,
                           std::vector<DeclaredType> arguments) {
  DeclaredType result{
      .kind = Kind::named, .name = qualified_name(declaration), .arguments = std::move(arguments)};
  if (is_plain_string(result.name, result.arguments)) {
    const std::string name =
        result.name == "std::basic_string" ? "std::string" : "std::string_view";
    return {.kind = Kind::named, .name = name, .cpp = name};
  }
  const bool is_foreign = !is_authors_own(context, declaration);
  Substitution substitution;
  if (!is_foreign) {
    substitution = bind(context, declaration, result.arguments);
    result.arguments.clear();
    for (const Binding& binding : substitution.bindings) {
      result.arguments.insert(result.arguments.end(), binding.arguments.begin(),
                              binding.arguments.end());
    }
  }
  result.cpp = fmt::format("{}<{}>", result.name, join_cpp(result.arguments));
  if (is_foreign) return result;
  result.cpp = context.instances.try_emplace(canonical_name(result), result.cpp).first->second;
  substitution.self = result;
  substitution.pattern = pattern_of(declaration, specialization);
  if (clang_getCursorKind(substitution.pattern) == CXCursor_ClassTemplatePartialSpecialization)
    substitution.bindings.clear();  // its parameters are other ones
  KnownRecord& known = context.records
                           .try_emplace(result.cpp, KnownRecord{.type = result,
                                                                .declaration = substitution.pattern,
                                                                .substitution = substitution})
                           .first->second;
  if (known.instance.kind == CXType_Invalid && !clang_Cursor_isNull(specialization))
    known.instance = clang_getCursorType(specialization);
  return result;
}

DeclaredType make_alias_instance(ReadContext& context, CXCursor declaration,
                                 const std::vector<DeclaredType>& arguments) {
  const std::string name = qualified_name(declaration);
  const std::string cpp = fmt::format("{}<{}>", name, join_cpp(arguments));
  if (name.starts_with("vgen::"))
    return {.kind = Kind::named, .name = name, .arguments = arguments, .cpp = cpp};
  const CXCursor pattern = first_child(declaration, CXCursor_TypeAliasDecl);
  DeclaredType result = read_type(context, clang_getTypedefDeclUnderlyingType(pattern), pattern,
                                  bind(context, declaration, arguments));
  const bool is_foreign = !is_authors_own(context, declaration);
  if (is_foreign && result.kind == Kind::named) result.cpp = cpp;
  result.spelling.clear();
  return result;
}

}  // namespace vgen::tool::frontend
