#include "tools/vgen/frontend/template_arguments.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"

#include <algorithm>

namespace vgen::tool::frontend {
namespace {

/// The offset behind a character or string literal that begins at `at`.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == quote)
      return i + 1;
  }
  return text.size();
}

/// The last argument list of a spelled type, without its brackets.
struct ArgumentList {
  std::size_t begin = std::string_view::npos;  ///< npos: there is none.
  std::size_t end = 0;
  std::vector<std::size_t> commas{};  ///< Those between its arguments.
};

/// Brackets within parentheses and literals do not count: `Limits<(a > b)>`, `Sign<'>'>`.
ArgumentList last_arguments(std::string_view spelled) {
  ArgumentList last;
  ArgumentList open;
  int depth = 0;
  int nested = 0;
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    const char c = spelled[i];
    if (c == '\'' || c == '"') {
      i = end_of_literal(spelled, i) - 1;
    } else if (c == '(' || c == '{') {
      ++nested;
    } else if (c == ')' || c == '}') {
      --nested;
    } else if (nested == 0 && c == '<') {
      if (++depth == 1) open = {.begin = i + 1};
    } else if (nested == 0 && c == '>') {
      open.end = i;
      if (--depth == 0) last = open;
    } else if (nested == 0 && c == ',' && depth == 1) {
      open.commas.push_back(i);
    }
  }
  return last;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos
             ? ""
             : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

void collect(CXCursor cursor, std::vector<CXCursor>& templates, std::vector<CXCursor>& constants) {
  for (const CXCursor child : children(cursor)) {
    const CXCursorKind kind = clang_getCursorKind(child);
    if (kind == CXCursor_TemplateRef) templates.push_back(clang_getCursorReferenced(child));
    if (kind == CXCursor_ParmDecl) collect(child, templates, constants);
    if (clang_isExpression(kind)) constants.push_back(child);
  }
}

std::string without_spaces(std::string_view text) {
  std::string result(text);
  std::erase(result, ' ');
  return result;
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
  const ArgumentList list = last_arguments(spelled);
  const std::string_view name =
      list.begin == std::string_view::npos ? spelled : spelled.substr(0, list.begin - 1);
  return name.substr(name.find_last_of(": ") +
                     1);  // npos + 1 is 0: there is nothing before the name
}

std::vector<std::string> spelled_arguments(std::string_view spelled) {
  std::vector<std::string> result;
  ArgumentList list = last_arguments(spelled);
  if (list.begin == std::string_view::npos) return result;
  list.commas.push_back(list.end);
  std::size_t begin = list.begin;
  for (const std::size_t end : list.commas) {
    if (std::string argument = trimmed(spelled.substr(begin, end - begin)); !argument.empty())
      result.push_back(std::move(argument));
    begin = end + 1;
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
  collect(declarator, templates_, constants_);
}

CXCursor WrittenTemplates::constant(SourceFiles& files, std::string_view text) const {
  const auto found = std::ranges::find_if(constants_, [&](CXCursor expression) {
    return without_spaces(files.text(clang_getCursorExtent(expression))) == without_spaces(text);
  });
  return found == constants_.end() ? clang_getNullCursor() : *found;
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
