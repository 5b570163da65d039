#include "tools/vgen/frontend/read_function.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/deprecation.hpp"
#include "tools/vgen/frontend/read_comment.hpp"
#include "tools/vgen/frontend/read_type.hpp"
#include "tools/vgen/frontend/template_instance.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

using Kind = DeclaredType::Kind;

/// The form that an alias is, if it is one of vgen's.
std::optional<FunctionForm> form_named(const std::string& alias) {
  const auto* row = std::ranges::find_if(function_forms, [&](const FormFacts& known) {
    return alias == "vgen::" + std::string(known.name);
  });
  return row == std::end(function_forms) ? std::nullopt : std::optional(row->form);
}

struct UsedForm {
  FunctionForm form = FunctionForm::api_function;
  std::vector<DeclaredType> arguments;
};

/// Follows the author's aliases, which may reorder, fix or rename parameters, to an alias of vgen.
std::optional<UsedForm> find_form(ReadContext& context, CXCursor declarator) {
  CXType type = without_elaboration(clang_getCursorType(declarator));
  Substitution substitution;
  while (true) {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    if (is_typedef(declaration)) {
      substitution = {};
      declarator = declaration;
    } else if (clang_getCursorKind(declaration) == CXCursor_TypeAliasTemplateDecl) {
      std::vector<DeclaredType> arguments =
          read_template_arguments(context, type, declarator, substitution);
      if (const std::optional<FunctionForm> form = form_named(qualified_name(declaration)))
        return UsedForm{.form = *form, .arguments = std::move(arguments)};
      substitution = bind(context, declaration, arguments);
      declarator = first_child(declaration, CXCursor_TypeAliasDecl);
    } else {
      return std::nullopt;
    }
    type = without_elaboration(clang_getTypedefDeclUnderlyingType(declarator));
  }
}

std::vector<CXCursor> parameter_declarations(CXCursor declaration) {
  std::vector<CXCursor> result = children(declaration);
  std::erase_if(result,
                [](CXCursor child) { return clang_getCursorKind(child) != CXCursor_ParmDecl; });
  return result;
}

/// The names are in the declaration, or in the author's alias of the signature: `using Rename =
/// bool(TodoId id);`
std::vector<CXCursor> find_parameters(CXCursor function, std::size_t count) {
  std::vector<CXCursor> candidates = {function};
  for (const CXCursor child : children(function)) {
    if (clang_getCursorKind(child) == CXCursor_TypeRef)
      candidates.push_back(clang_getCursorReferenced(child));
  }
  for (const CXCursor candidate : candidates) {
    std::vector<CXCursor> parameters = parameter_declarations(candidate);
    // Parameters of a function type in the result come first.
    if (parameters.size() >= count)
      return {parameters.end() - static_cast<std::ptrdiff_t>(count), parameters.end()};
  }
  return {};
}

/// Splits `R(arguments…)` into the result and the named parameters.
void read_signature(ReadContext& context, CXCursor declaration, DeclaredFunction& function) {
  DeclaredType signature = function.arguments.front();
  while (signature.kind == Kind::alias) signature = DeclaredType(signature.arguments.front());
  if (signature.kind != Kind::function) return;
  function.arguments.front() = signature.arguments.front();
  const std::vector<CXCursor> names = find_parameters(declaration, signature.arguments.size() - 1);
  for (std::size_t i = 1; i < signature.arguments.size(); ++i) {
    DeclaredParameter parameter{.name = "", .type = signature.arguments[i]};
    if (!names.empty()) {
      parameter.name = spelling(names[i - 1]);
      parameter.range = parameter.name.empty()
                            ? context.files.range(clang_getCursorExtent(names[i - 1]))
                            : context.files.name_range(names[i - 1]);
    }
    function.parameters.push_back(std::move(parameter));
  }
}

/// The length of a type at the beginning of `text`: a qualified name and its arguments, up to the
/// end of the line.
std::size_t type_length(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  int depth = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (depth == 0 && (c == ';' || c == ',' || c == '=')) break;
    if (c == '<' || c == '(') ++depth;
    if (c == '>' || c == ')') --depth;
    if (depth == 0 && c == ' ' && text[i - 1] != ':' && !text.substr(i).starts_with(" <")) break;
    if (c != ' ') end = i + 1;
  }
  return std::max<std::size_t>(end, 1);
}

/// The place of the declared type, from its first name on, because `extern` and attributes do not
/// belong to it.
SourceRange read_type_range(ReadContext& context, CXCursor declaration) {
  for (const CXCursor child : children(declaration)) {
    const CXCursorKind kind = clang_getCursorKind(child);
    if (!clang_isReference(kind)) continue;
    SourceRange range = context.files.range(clang_getCursorExtent(child));
    const Position begin = position(clang_getRangeStart(clang_getCursorExtent(child)));
    range.length =
        static_cast<unsigned>(type_length(context.files.text(begin.file).substr(begin.offset)));
    return range;
  }
  return context.files.name_range(declaration);
}

}  // namespace

std::optional<DeclaredFunction> read_function(ReadContext& context, CXCursor declaration) {
  std::optional<UsedForm> used = find_form(context, declaration);
  if (!used) return std::nullopt;
  DeclaredFunction result{.name = spelling(declaration), .cpp = qualified_name(declaration)};
  result.cpp_namespace = nearest_namespace(declaration);
  result.form = used->form;
  result.arguments = std::move(used->arguments);
  if (facts(result.form).inline_input) read_signature(context, declaration, result);
  result.comment = read_comment(context, declaration);
  result.is_deprecated = is_deprecated(declaration);
  result.deprecation = deprecation_message(declaration);
  result.range = context.files.name_range(declaration);
  result.type_range = read_type_range(context, declaration);
  return result;
}

std::vector<DeclaredType> api_types(const DeclaredFunction& function) {
  const std::size_t services = facts(function.form).services;
  std::vector<DeclaredType> types;
  for (std::size_t i = 0; i < function.arguments.size(); ++i) {
    if (i != services) types.push_back(function.arguments[i]);
  }
  for (const DeclaredParameter& parameter : function.parameters) types.push_back(parameter.type);
  return types;
}

}  // namespace vgen::tool::frontend
