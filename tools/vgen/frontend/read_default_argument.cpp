#include "tools/vgen/frontend/read_default_argument.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/read_type.hpp"
#include "tools/vgen/frontend/template_instance.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace vgen::tool::frontend {
namespace {

using Kind = DeclaredType::Kind;

constexpr std::array<std::string_view, 10> builtin_words = {
    "void", "bool", "char", "short", "int", "unsigned", "signed", "long", "float", "double"};

/// Reads `void`, `std::string`, `vgen::Task<T>` or a number: only names, template arguments and
/// builtin types.
class DefaultArgumentReader {
 public:
  DefaultArgumentReader(ReadContext& context, const Tokens& tokens,
                        const Substitution& substitution)
      : context_(context), tokens_(tokens), substitution_(substitution) {}

  DeclaredType read() {
    while (next_ < tokens_.size() && text() != "=") ++next_;
    ++next_;
    return read_type();
  }

 private:
  [[nodiscard]] std::string text() const { return tokens_.text(next_); }

  bool accept(std::string_view word) {
    if (text() != word) return false;
    ++next_;
    return true;
  }

  DeclaredType read_type() {
    accept("typename");
    if (std::ranges::find(builtin_words, text()) != builtin_words.end()) return read_builtin();
    CXCursor named = clang_getNullCursor();
    std::string spelled;
    while (next_ < tokens_.size() && text() != "<" && text() != "," && !text().starts_with('>')) {
      if (text() != "::") named = tokens_.cursor(next_);
      spelled += text();
      ++next_;
    }
    const CXCursor declaration = clang_getCursorReferenced(named);
    DeclaredType result =
        accept("<") ? read_template(declaration) : read_name(declaration, spelled);
    if (result.spelling.empty()) result.spelling = result.cpp.empty() ? spelled : result.cpp;
    return result;
  }

  DeclaredType read_builtin() {
    std::string name;
    while (std::ranges::find(builtin_words, text()) != builtin_words.end()) {
      name += (name.empty() ? "" : " ") + text();
      ++next_;
    }
    if (name == "unsigned") name = "unsigned int";
    return {.kind = Kind::builtin, .name = name, .spelling = name, .cpp = name};
  }

  DeclaredType read_template(CXCursor declaration) {
    std::vector<DeclaredType> arguments;
    while (next_ < tokens_.size() && !at_close()) {
      arguments.push_back(read_type());
      accept(",");
    }
    close();
    switch (clang_getCursorKind(declaration)) {
      case CXCursor_ClassTemplate:
        return make_instance(context_, declaration, clang_getNullCursor(), std::move(arguments));
      case CXCursor_TypeAliasTemplateDecl:
        return make_alias_instance(context_, declaration, arguments);
      default: return {.kind = Kind::other};
    }
  }

  [[nodiscard]] bool at_close() const { return text().starts_with('>'); }

  /// `>>` closes two lists, so it is used twice.
  void close() {
    const bool is_first_half = text() == ">>" && !half_closed_;
    if (!is_first_half) ++next_;
    half_closed_ = is_first_half;
  }

  DeclaredType read_name(CXCursor declaration, const std::string& spelled) {
    if (const Binding* binding = substitution_.find(spelled);
        binding != nullptr && binding->arguments.size() == 1)
      return binding->arguments[0];
    const CXType type = clang_getCursorType(declaration);
    if (!clang_isDeclaration(clang_getCursorKind(declaration)) || type.kind == CXType_Invalid)
      return {.kind = Kind::other, .cpp = spelled};
    return frontend::read_type(context_, type, clang_getNullCursor(), substitution_);
  }

  ReadContext& context_;
  const Tokens& tokens_;
  const Substitution& substitution_;
  unsigned next_ = 0;
  bool half_closed_ = false;
};

/// The value of `int N = 3`.
DeclaredType read_default_value(CXCursor parameter) {
  DeclaredType result{.kind = Kind::other};
  for (const CXCursor child : children(parameter)) {
    if (!clang_isExpression(clang_getCursorKind(child))) continue;
    const Evaluation value(clang_Cursor_Evaluate(child));
    if (value == nullptr || clang_EvalResult_getKind(value.get()) != CXEval_Int) continue;
    result = {.kind = Kind::integral, .size = clang_EvalResult_getAsLongLong(value.get())};
    result.spelling = result.cpp = std::to_string(result.size);
  }
  return result;
}

}  // namespace

DeclaredType read_default_argument(ReadContext& context, CXCursor parameter,
                                   const Substitution& substitution) {
  if (clang_getCursorKind(parameter) == CXCursor_NonTypeTemplateParameter)
    return read_default_value(parameter);
  const Tokens tokens(context.unit, clang_getCursorExtent(parameter));
  return DefaultArgumentReader(context, tokens, substitution).read();
}

}  // namespace vgen::tool::frontend
