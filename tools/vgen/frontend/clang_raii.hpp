#pragma once

#include <clang-c/Index.h>

#include <memory>
#include <string>

namespace vgen::tool::frontend {

/// Returns the text of a libclang string and frees the string.
std::string take_string(CXString string);

/// Frees objects of libclang.
struct ClangDeleter {
  void operator()(CXIndex index) const { clang_disposeIndex(index); }
};
struct TranslationUnitDeleter {
  void operator()(CXTranslationUnit unit) const { clang_disposeTranslationUnit(unit); }
};
struct EvaluationDeleter {
  void operator()(CXEvalResult result) const { clang_EvalResult_dispose(result); }
};

using Index = std::unique_ptr<void, ClangDeleter>;
using TranslationUnit = std::unique_ptr<CXTranslationUnitImpl, TranslationUnitDeleter>;
using Evaluation = std::unique_ptr<void, EvaluationDeleter>;

/// The tokens of a source range.
class Tokens {
 public:
  Tokens(CXTranslationUnit unit, CXSourceRange range);
  ~Tokens();
  Tokens(const Tokens&) = delete;
  Tokens& operator=(const Tokens&) = delete;

  [[nodiscard]] unsigned size() const { return count_; }
  /// The text of token `index`; empty after the last one.
  [[nodiscard]] std::string text(unsigned index) const;
  /// The place of token `index`.
  [[nodiscard]] CXSourceLocation location(unsigned index) const;
  /// The cursor that token `index` refers to.
  [[nodiscard]] CXCursor cursor(unsigned index) const;

 private:
  CXTranslationUnit unit_;
  CXToken* tokens_ = nullptr;
  unsigned count_ = 0;
};

}  // namespace vgen::tool::frontend
