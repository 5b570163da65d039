#include "tools/vgen/frontend/read_record.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/default_value.hpp"
#include "tools/vgen/frontend/deprecation.hpp"
#include "tools/vgen/frontend/read_comment.hpp"
#include "tools/vgen/frontend/read_type.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

bool is_public(CXCursor member) {
  const CX_CXXAccessSpecifier access = clang_getCXXAccessSpecifier(member);
  return access == CX_CXXPublic || access == CX_CXXInvalidAccessSpecifier;
}

struct FieldSearch {
  std::string name;
  CXType type{};
};

/// The type of a field in an instance of a template; invalid if the compiler did not make it.
CXType field_type(CXType instance, std::string name) {
  FieldSearch search{.name = std::move(name)};
  if (instance.kind == CXType_Invalid) return search.type;
  clang_Type_visitFields(
      clang_getCanonicalType(instance),
      [](CXCursor field, CXClientData data) {
        auto& wanted = *static_cast<FieldSearch*>(data);
        if (spelling(field) == wanted.name) wanted.type = clang_getCursorType(field);
        return CXVisit_Continue;
      },
      &search);
  return search.type;
}

class RecordReader {
 public:
  RecordReader(ReadContext& context, const KnownRecord& known, CXCursor source)
      : context_(context), known_(known), source_(source) {}

  DeclaredRecord read() {
    record_.name = known_.type.name;
    record_.cpp = known_.type.cpp;
    record_.arguments = known_.type.arguments;
    const std::optional<DeclaredType>& self = known_.substitution.self;
    if (self && self->cpp != known_.type.cpp) record_.outer = {*self};
    record_.cpp_namespace = nearest_namespace(source_);
    record_.is_union = clang_getCursorKind(source_) == CXCursor_UnionDecl ||
                       clang_getTemplateCursorKind(source_) == CXCursor_UnionDecl;
    record_.comment = read_comment(context_, source_);
    record_.is_deprecated = is_deprecated(source_);
    record_.deprecation = deprecation_message(source_);
    record_.range = context_.files.name_range(source_);
    for (const CXCursor member : children(source_)) read_member(member);
    return std::move(record_);
  }

 private:
  void read_member(CXCursor member) {
    switch (clang_getCursorKind(member)) {
      case CXCursor_CXXBaseSpecifier: return read_base(member);
      case CXCursor_FieldDecl:
        return is_public(member) ? record_.fields.push_back(read_field(member))
                                 : forbid_aggregate();
      case CXCursor_StructDecl:
      case CXCursor_UnionDecl: return read_anonymous(member);
      case CXCursor_Constructor: return forbid_aggregate();
      case CXCursor_CXXMethod:
      case CXCursor_Destructor:
        return clang_CXXMethod_isVirtual(member) ? forbid_aggregate() : void();
      case CXCursor_FunctionTemplate:
        return clang_getTemplateCursorKind(member) == CXCursor_Constructor ? forbid_aggregate()
                                                                           : void();
      case CXCursor_VarDecl: return read_status(member);
      default: return;
    }
  }

  void forbid_aggregate() { record_.is_aggregate = false; }

  void read_base(CXCursor base) {
    if (!is_public(base) || clang_isVirtualBase(base)) forbid_aggregate();
    if (is_public(base))
      record_.bases.push_back(
          read_type(context_, clang_getCursorType(base), base, known_.substitution));
  }

  DeclaredField read_field(CXCursor field) {
    DeclaredField result{.name = spelling(field), .type = read_field_type(field)};
    result.comment = read_comment(context_, field);
    DefaultValue initializer = read_default_value(context_, field, result.type);
    result.initializer = std::move(initializer.value);
    result.initializer_text = std::move(initializer.text);
    result.is_bit_field = clang_Cursor_isBitField(field) != 0;
    result.is_deprecated = is_deprecated(field);
    result.deprecation = deprecation_message(field);
    result.range = context_.files.name_range(field);
    result.type_range = read_type_range(field);
    return result;
  }

  /// The type in the instance where the template alone does not tell it.
  DeclaredType read_field_type(CXCursor field) {
    DeclaredType type = read_type(context_, clang_getCursorType(field), field, known_.substitution);
    if (is_known(type) || !known_.substitution.self) return type;
    const auto probed = context_.probed_instances.find(known_.type.cpp);
    const CXType instance =
        probed == context_.probed_instances.end() ? known_.instance : probed->second;
    const CXType compiled = field_type(instance, spelling(field));
    if (compiled.kind == CXType_Invalid) {
      if (is_known(known_.type)) context_.wanted_instances.insert(known_.type.cpp);
      return type;
    }
    DeclaredType result =
        read_type(context_, clang_getCanonicalType(compiled), clang_getNullCursor(), {});
    result.spelling = type.spelling;
    return result;
  }

  /// From the beginning of the declaration to the name. Both declarators of `int a, b;` begin at
  /// the same place.
  SourceRange read_type_range(CXCursor field) {
    const CXSourceRange extent = clang_getCursorExtent(field);
    const std::size_t begin = position(clang_getRangeStart(extent)).offset;
    if (begin == declaration_begin_) return declaration_type_;
    declaration_begin_ = begin;
    declaration_type_ = context_.files.range(
        clang_getRange(clang_getRangeStart(extent), clang_getCursorLocation(field)));
    const std::string_view text = context_.files.text(
        clang_getRange(clang_getRangeStart(extent), clang_getCursorLocation(field)));
    const std::size_t length =
        text.find_last_not_of(" \t",
                              std::min<std::size_t>(text.size(), declaration_type_.length) - 1) +
        1;
    declaration_type_.length = static_cast<unsigned>(std::max<std::size_t>(length, 1));
    return declaration_type_;
  }

  /// `union { int a; float b; };` or `struct { int a; };`: a member without a name.
  void read_anonymous(CXCursor record) {
    if (!clang_Cursor_isAnonymousRecordDecl(record)) return;
    DeclaredField field{.type = {.kind = DeclaredType::Kind::other,
                                 .spelling = "struct {...}",
                                 .cpp = "(unnamed)"}};
    if (clang_getCursorKind(record) == CXCursor_UnionDecl)
      field.type = read_type(context_, clang_getCursorType(record), record, known_.substitution);
    field.comment = read_comment(context_, record);
    field.range = field.type_range = context_.files.name_range(record);
    record_.fields.push_back(std::move(field));
  }

  /// `static constexpr int status = 404;`
  void read_status(CXCursor variable) {
    if (spelling(variable) != "status") return;
    const Evaluation value(clang_Cursor_Evaluate(variable));
    if (value != nullptr && clang_EvalResult_getKind(value.get()) == CXEval_Int)
      record_.status = clang_EvalResult_getAsLongLong(value.get());
  }

  ReadContext& context_;
  const KnownRecord& known_;
  CXCursor source_;
  DeclaredRecord record_;
  std::size_t declaration_begin_ = 0;
  SourceRange declaration_type_;
};

}  // namespace

DeclaredRecord read_record(ReadContext& context, const KnownRecord& known) {
  const CXCursor definition = clang_getCursorDefinition(known.declaration);
  const bool is_complete = !clang_Cursor_isNull(definition);
  DeclaredRecord record =
      RecordReader(context, known, is_complete ? definition : known.declaration).read();
  record.is_complete = is_complete;
  return record;
}

}  // namespace vgen::tool::frontend
