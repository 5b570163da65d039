#include "tools/vgen/frontend/template_arguments.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"

#include <algorithm>

namespace vgen::tool::frontend {
namespace {

/// The offset of the `<` that matches the last `>`; npos if there is none.
std::size_t open_of_arguments(std::string_view spelled) {
  const std::size_t close = spelled.rfind('>');
  if (close == std::string_view::npos) return close;
  int depth = 0;
  for (std::size_t i = close + 1; i-- > 0;) {
    if (spelled[i] == '>') ++depth;
    if (spelled[i] == '<' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos
             ? ""
             : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

void collect_templates(CXCursor cursor, std::vector<CXCursor>& templates) {
  for (const CXCursor child : children(cursor)) {
    const CXCursorKind kind = clang_getCursorKind(child);
    if (kind == CXCursor_TemplateRef) templates.push_back(clang_getCursorReferenced(child));
    if (kind == CXCursor_ParmDecl) collect_templates(child, templates);
  }
}

}  // namespace

const Binding* Substitution::find(std::string_view parameter) const {
  const auto found = std::ranges::find(bindings, parameter, &Binding::parameter);
  return found == bindings.end() ? nullptr : &*found;
}

std::vector<CXCursor> template_parameters(CXCursor declaration) {
  std::vector<CXCursor> result = children(declaration);
  std::erase_if(result, [](CXCursor child) {
    const CXCursorKind kind = clang_getCursorKind(child);
    return kind != CXCursor_TemplateTypeParameter && kind != CXCursor_NonTypeTemplateParameter &&
           kind != CXCursor_TemplateTemplateParameter;
  });
  return result;
}

std::string_view template_name(std::string_view spelled) {
  const std::string_view name =
      spelled.substr(0, std::min(open_of_arguments(spelled), spelled.size()));
  return name.substr(name.find_last_of(": ") +
                     1);  // npos + 1 is 0: there is nothing before the name
}

std::vector<std::string> spelled_arguments(std::string_view spelled) {
  std::vector<std::string> result;
  const std::size_t open = open_of_arguments(spelled);
  if (open == std::string_view::npos) return result;
  int depth = 0;
  std::size_t begin = open + 1;
  for (std::size_t i = open + 1; i < spelled.size(); ++i) {
    const char c = spelled[i];
    const bool is_last = c == '>' && depth == 0;
    if ((c == ',' && depth == 0) || is_last) {
      if (std::string argument = trimmed(spelled.substr(begin, i - begin)); !argument.empty())
        result.push_back(std::move(argument));
      begin = i + 1;
    }
    if (is_last) break;
    if (c == '<' || c == '(' || c == '{') ++depth;
    if (c == '>' || c == ')' || c == '}') --depth;
  }
  return result;
}

std::string join_cpp(const std::vector<DeclaredType>& types, std::size_t first) {
  std::string result;
  for (std::size_t i = first; i < types.size(); ++i)
    result += (i == first ? "" : ", ") + types[i].cpp;
  return result;
}

WrittenTemplates::WrittenTemplates(CXCursor declarator) {
  collect_templates(declarator, templates_);
}

CXCursor WrittenTemplates::take(std::string_view name) {
  const auto is_named = [&](CXCursor cursor) { return spelling(cursor) == name; };
  const auto begin = templates_.begin() + static_cast<std::ptrdiff_t>(next_);
  const auto found = std::find_if(begin, templates_.end(), is_named);
  if (found == templates_.end()) return clang_getNullCursor();
  next_ = static_cast<std::size_t>(found - templates_.begin()) + 1;
  return *found;
}

}  // namespace vgen::tool::frontend
