#include "tools/vgen/frontend/clang_raii.hpp"

namespace vgen::tool::frontend {

std::string take_string(CXString string) {
  const char* characters = clang_getCString(string);
  std::string text = characters == nullptr ? "" : characters;
  clang_disposeString(string);
  return text;
}

Tokens::Tokens(CXTranslationUnit unit, CXSourceRange range) : unit_(unit) {
  clang_tokenize(unit, range, &tokens_, &count_);
}

Tokens::~Tokens() {
  clang_disposeTokens(unit_, tokens_, count_);
}

std::string Tokens::text(unsigned index) const {
  return index < count_ ? take_string(clang_getTokenSpelling(unit_, tokens_[index]))
                        : std::string();
}

CXSourceLocation Tokens::location(unsigned index) const {
  return clang_getTokenLocation(unit_, tokens_[index]);
}

CXCursor Tokens::cursor(unsigned index) const {
  CXCursor cursor = clang_getNullCursor();
  if (index < count_) clang_annotateTokens(unit_, tokens_ + index, 1, &cursor);
  return cursor;
}

}  // namespace vgen::tool::frontend
