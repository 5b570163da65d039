#include "tools/vgen/frontend/read_type.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/template_constant.hpp"
#include "tools/vgen/frontend/template_instance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

using Kind = DeclaredType::Kind;

/// The names of <cstdint> and <cstddef> are kept, because they are clearer than `long`.
constexpr std::array<std::string_view, 10> fixed_width_names = {
    "int8_t",   "int16_t",  "int32_t",  "int64_t", "uint8_t",
    "uint16_t", "uint32_t", "uint64_t", "size_t",  "ptrdiff_t"};

/// Templates whose omitted arguments matter: `time_point<system_clock>` has a duration,
/// `duration<long>` has a period.
constexpr std::array<std::string_view, 2> with_all_arguments = {"std::chrono::time_point",
                                                                "std::chrono::duration"};

bool is_builtin(CXType type) {
  return type.kind >= CXType_FirstBuiltin && type.kind <= CXType_LastBuiltin &&
         type.kind != CXType_Dependent;
}

void add_const(DeclaredType& type) {
  if (type.is_const) return;
  type.is_const = true;
  type.cpp = type.kind == Kind::pointer || type.kind == Kind::member_pointer ? type.cpp + " const"
                                                                             : "const " + type.cpp;
}

/// Whether a declaration is inside a class template or an instance of one, so that its name alone
/// does not identify it.
bool is_in_template(CXCursor declaration) {
  CXCursor parent = clang_getCursorSemanticParent(declaration);
  while (is_record(parent) && clang_Type_getNumTemplateArguments(clang_getCursorType(parent)) < 0)
    parent = clang_getCursorSemanticParent(parent);
  return is_record(parent) || clang_getCursorKind(parent) == CXCursor_ClassTemplate;
}

/// Reads the type of one declaration. Visits its parts in the order in which they are written.
class TypeReader {
 public:
  TypeReader(ReadContext& context, const WrittenTemplates& templates,
             const Substitution& substitution)
      : context_(context), templates_(templates), substitution_(substitution) {}

  DeclaredType read(CXType type) {
    DeclaredType result = read_kind(type);
    if (result.spelling.empty()) result.spelling = spelling(type);
    if (clang_isConstQualifiedType(type)) add_const(result);
    return result;
  }

  std::vector<DeclaredType> read_arguments(CXType type) {
    const std::vector<std::string> texts = spelled_arguments(spelling(type));
    const auto count = static_cast<unsigned>(std::max(clang_Type_getNumTemplateArguments(type), 0));
    std::vector<DeclaredType> result;
    // Arguments that the author did not write are left out of the spelling too.
    for (unsigned i = 0; i < count && i < texts.size(); ++i)
      read_argument(type, i, texts[i], result);
    return result;
  }

 private:
  DeclaredType read_kind(CXType type) {
    switch (type.kind) {
      case CXType_Elaborated: return read_kind(clang_Type_getNamedType(type));
      case CXType_Typedef: return read_typedef(type);
      case CXType_Auto: return read_kind(clang_getCanonicalType(type));
      case CXType_Pointer: return read_pointer(Kind::pointer, clang_getPointeeType(type), "*");
      case CXType_LValueReference:
        return read_pointer(Kind::reference, clang_getPointeeType(type), "&");
      case CXType_RValueReference:
        return read_pointer(Kind::reference, clang_getPointeeType(type), "&&");
      case CXType_MemberPointer:
        return {.kind = Kind::member_pointer, .cpp = spelling(clang_getCanonicalType(type))};
      case CXType_FunctionProto:
      case CXType_FunctionNoProto: return read_function(type);
      case CXType_ConstantArray:
      case CXType_IncompleteArray:
      case CXType_DependentSizedArray:
      case CXType_VariableArray: return read_array(type);
      default: return is_builtin(type) ? read_builtin(type) : read_named(type);
    }
  }

  static DeclaredType read_builtin(CXType type) {
    const std::string name = spelling(clang_getUnqualifiedType(clang_getCanonicalType(type)));
    return {.kind = Kind::builtin, .name = name, .cpp = name};
  }

  DeclaredType read_pointer(Kind kind, CXType pointee, std::string_view symbol) {
    DeclaredType target = read(pointee);
    std::string cpp = target.cpp;
    cpp.append(symbol);
    if (target.kind == Kind::function || target.kind == Kind::array)
      cpp = fmt::format("std::add_pointer_t<{}>", target.cpp);
    return {.kind = kind, .arguments = {std::move(target)}, .cpp = std::move(cpp)};
  }

  /// The result, then the parameters.
  DeclaredType read_function(CXType type) {
    DeclaredType result{.kind = Kind::function};
    result.arguments.push_back(read(clang_getResultType(type)));
    const int count = clang_getNumArgTypes(type);
    for (int i = 0; i < count; ++i)
      result.arguments.push_back(read(clang_getArgType(type, static_cast<unsigned>(i))));
    result.cpp = fmt::format("{}({})", result.arguments[0].cpp, join_cpp(result.arguments, 1));
    return result;
  }

  DeclaredType read_array(CXType type) {
    DeclaredType element = read(clang_getArrayElementType(type));
    const std::int64_t size = std::max<std::int64_t>(clang_getArraySize(type), 0);
    std::string cpp = element.cpp;
    cpp.insert(std::min(cpp.find('['), cpp.size()),
               fmt::format("[{}]", size));  // int[2][3]: the outer size comes first
    return {.kind = Kind::array,
            .arguments = {std::move(element)},
            .size = size,
            .cpp = std::move(cpp)};
  }

  DeclaredType read_typedef(CXType type) {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    const CXType underlying = clang_getTypedefDeclUnderlyingType(declaration);
    const bool is_member = is_in_template(declaration);
    DeclaredType target =
        read_type(context_, underlying, declaration, is_member ? substitution_ : Substitution());
    if (is_member) return target;
    std::string name = qualified_name(declaration);
    if (!is_authors_own(context_, declaration)) return with_library_name(std::move(target), name);
    context_.aliases.emplace(name, declaration);
    std::string cpp = target.cpp;
    return {.kind = Kind::alias,
            .name = std::move(name),
            .arguments = {std::move(target)},
            .cpp = std::move(cpp)};
  }

  /// `std::chrono::sys_seconds` is easier to read than its target.
  static DeclaredType with_library_name(DeclaredType target, const std::string& name) {
    target.spelling.clear();
    if (target.kind == Kind::named) target.cpp = name;
    if (target.kind == Kind::builtin) keep_fixed_width_name(target, name);
    return target;
  }

  static void keep_fixed_width_name(DeclaredType& type, std::string_view name) {
    const std::string_view last = name.substr(name.find_last_of(": ") + 1);
    if (std::ranges::find(fixed_width_names, last) != fixed_width_names.end())
      type.cpp = fmt::format("std::{}", last);
  }

  DeclaredType read_named(CXType type) {
    const std::string name = spelling(clang_getUnqualifiedType(type));
    const CXCursor declaration = clang_getTypeDeclaration(type);
    const bool is_parameter = clang_getCursorKind(declaration) == CXCursor_NoDeclFound;
    const Binding* binding = is_parameter ? substitution_.find(name) : nullptr;
    if (binding != nullptr && binding->arguments.size() == 1) return binding->arguments[0];
    if (clang_Type_getNumTemplateArguments(type) >= 0) return read_instance(type, declaration);
    if (is_self(declaration)) return *substitution_.self;
    if (is_record(declaration)) return read_record_type(declaration);
    if (clang_getCursorKind(declaration) == CXCursor_EnumDecl) return read_enum_type(declaration);
    const CXType canonical = clang_getCanonicalType(type);
    const bool is_char8 = name == "char8_t";  // libclang has no kind for this builtin type
    if (clang_equalTypes(canonical, type))
      return {.kind = is_char8 ? Kind::builtin : Kind::other,
              .name = is_char8 ? name : "",
              .cpp = name};
    DeclaredType result = read_kind(canonical);
    if (result.kind == Kind::builtin)
      keep_fixed_width_name(result, name);  // `using ::int64_t` has no declaration of its own
    return result;
  }

  [[nodiscard]] bool is_self(CXCursor declaration) const {
    return substitution_.self && is_record(declaration) &&
           is_same_place(declaration, substitution_.pattern);
  }

  DeclaredType read_enum_type(CXCursor declaration) {
    std::string name = qualified_name(declaration);
    if (!is_authors_own(context_, declaration))
      return {.kind = Kind::named, .name = name, .cpp = name};
    if (clang_Cursor_isAnonymous(declaration))  // it cannot be named again
      return {.kind = Kind::other, .spelling = "enum {...}", .cpp = name};
    if (is_in_template(declaration)) return read_member_enum(declaration, name);
    context_.enums.emplace(name, KnownEnum{.name = name, .declaration = declaration});
    return {.kind = Kind::enumeration, .name = name, .cpp = name};
  }

  /// `Sorted<int>::Order`: each instance of the template has its own. The enumerators are those of
  /// the template, unless their values depend on its arguments.
  DeclaredType read_member_enum(CXCursor declaration, const std::string& name) {
    const CXCursor outer = clang_getCursorSemanticParent(declaration);
    const std::optional<KnownRecord> record = record_around(outer);
    if (!record || !is_known(record->type)) return {.kind = Kind::other, .cpp = name};
    const CXCursor definition = enum_of(*record, declaration);
    if (!has_known_values(definition)) return {.kind = Kind::other, .cpp = name};
    const std::string cpp = record->type.cpp + "::" + spelling(declaration);
    context_.enums.emplace(
        cpp, KnownEnum{.name = cpp, .declaration = definition, .outer = {record->type}});
    return {.kind = Kind::enumeration, .name = cpp, .cpp = cpp};
  }

  /// The class around a member of a template: the instance that is being read, or the one that the
  /// author named.
  std::optional<KnownRecord> record_around(CXCursor outer) {
    const bool is_pattern = clang_getCursorKind(outer) == CXCursor_ClassTemplate;
    if (is_pattern || is_self(outer)) {
      if (!substitution_.self) return std::nullopt;
      return KnownRecord{.type = *substitution_.self, .declaration = substitution_.pattern};
    }
    const DeclaredType type =
        read_type(context_, clang_getCursorType(outer), clang_getNullCursor(), substitution_);
    const auto known = context_.records.find(type.cpp);
    return known == context_.records.end() ? std::nullopt : std::optional(known->second);
  }

  /// The enum in the class or the template that a record is read from.
  static CXCursor enum_of(const KnownRecord& record, CXCursor declaration) {
    const CXCursor definition = clang_getCursorDefinition(record.declaration);
    for (const CXCursor child : children(definition)) {
      if (clang_getCursorKind(child) == CXCursor_EnumDecl &&
          spelling(child) == spelling(declaration))
        return child;
    }
    return declaration;
  }

  static bool has_known_values(CXCursor declaration) {
    return std::ranges::all_of(children(declaration), [](CXCursor enumerator) {
      return std::ranges::all_of(written_operands(enumerator), [](CXCursor value) {
        const Evaluation result(clang_Cursor_Evaluate(value));
        return result != nullptr && clang_EvalResult_getKind(result.get()) == CXEval_Int;
      });
    });
  }

  /// A class that is not a template itself; it may be nested in one.
  DeclaredType read_record_type(CXCursor declaration) {
    DeclaredType result{.kind = Kind::named, .name = qualified_name(declaration)};
    const CXCursor pattern = clang_getSpecializedCursorTemplate(declaration);
    const Substitution substitution = nested_substitution(declaration, pattern);
    result.cpp = cpp_of_record(declaration, result.name, substitution);
    if (clang_Cursor_isAnonymous(declaration))
      result.spelling = "struct {...}";  // clang would spell it with the path of the file
    if (!is_authors_own(context_, declaration)) return result;
    const CXCursor read_from = clang_Cursor_isNull(pattern) ? declaration : pattern;
    context_.records.try_emplace(
        result.cpp,
        KnownRecord{.type = result, .declaration = read_from, .substitution = substitution});
    return result;
  }

  /// For `Page<Todo>::Cursor`, the arguments of `Page`.
  Substitution nested_substitution(CXCursor declaration, CXCursor pattern) {
    if (!is_in_template(declaration)) return {};
    if (clang_Cursor_isNull(pattern)) return substitution_;
    const CXType outer = clang_getCursorType(clang_getCursorSemanticParent(declaration));
    const DeclaredType instance = read_type(context_, outer, clang_getNullCursor(), Substitution());
    const auto known = context_.records.find(instance.cpp);
    return known == context_.records.end() ? Substitution() : known->second.substitution;
  }

  static std::string cpp_of_record(CXCursor declaration, const std::string& name,
                                   const Substitution& substitution) {
    std::string cpp = name;
    if (substitution.self && name.starts_with(substitution.self->name + "::")) {
      cpp = substitution.self->cpp + name.substr(substitution.self->name.size());
    }
    if (!clang_Cursor_isAnonymous(declaration)) return cpp;
    const CXCursor member = member_of_unnamed(declaration);
    if (clang_Cursor_isNull(member)) return cpp;
    const bool is_array = clang_getCursorType(member).kind == CXType_ConstantArray;
    return fmt::format(
        fmt::runtime(is_array ? "std::remove_all_extents_t<decltype({})>" : "decltype({})"), cpp);
  }

  DeclaredType read_instance(CXType type, CXCursor declaration) {
    const CXCursor written = templates_.take(template_name(spelling(type)));
    const bool is_declared_as_alias =
        clang_getCursorKind(declaration) == CXCursor_TypeAliasTemplateDecl;
    if (is_declared_as_alias || clang_getCursorKind(written) == CXCursor_TypeAliasTemplateDecl) {
      DeclaredType result = make_alias_instance(
          context_, is_declared_as_alias ? declaration : written, read_arguments(type));
      const CXType canonical = clang_getCanonicalType(type);
      return result.kind == Kind::other && !clang_equalTypes(canonical, type) ? read_kind(canonical)
                                                                              : result;
    }
    std::vector<DeclaredType> arguments = read_arguments(type);
    if (clang_getCursorKind(declaration) == CXCursor_ClassTemplate) {
      return make_instance(context_, declaration, clang_getNullCursor(), std::move(arguments));
    }
    if (!is_record(declaration))
      return {.kind = Kind::other, .cpp = spelling(type)};  // a template template parameter
    const CXCursor pattern = template_of(declaration);
    read_defaults(clang_getCanonicalType(type), pattern, arguments);
    return make_instance(context_, pattern, declaration, std::move(arguments));
  }

  static CXCursor template_of(CXCursor instance) {
    CXCursor result = clang_getSpecializedCursorTemplate(instance);
    if (clang_getCursorKind(result) == CXCursor_ClassTemplatePartialSpecialization)
      result = clang_getSpecializedCursorTemplate(result);
    return result;
  }

  /// Adds the arguments that were not written. For templates of libraries (allocators,
  /// comparators) they matter only in a few cases.
  void read_defaults(CXType canonical, CXCursor pattern, std::vector<DeclaredType>& arguments) {
    const bool is_foreign = !is_authors_own(context_, pattern);
    if (is_foreign &&
        std::ranges::find(with_all_arguments, qualified_name(pattern)) == with_all_arguments.end())
      return;
    const auto count =
        static_cast<unsigned>(std::max(clang_Type_getNumTemplateArguments(canonical), 0));
    for (auto i = static_cast<unsigned>(arguments.size()); i < count; ++i)
      read_argument(canonical, i, "", arguments);
  }

  void read_argument(CXType type, unsigned index, const std::string& text,
                     std::vector<DeclaredType>& result) {
    const CXType argument = clang_Type_getTemplateArgumentAsType(type, index);
    const std::string parameter = text.ends_with("...") ? text.substr(0, text.size() - 3) : text;
    if (const Binding* binding = substitution_.find(parameter);
        binding != nullptr && (binding->is_pack || argument.kind == CXType_Invalid)) {
      result.insert(result.end(), binding->arguments.begin(), binding->arguments.end());
    } else if (argument.kind != CXType_Invalid) {
      result.push_back(read(argument));
    } else {
      result.push_back(read_constant(type, index, text));
    }
  }

  /// The value is known if clang made the instance. Its canonical type spells the constant so that
  /// its type is kept.
  DeclaredType read_constant(CXType type, unsigned index, const std::string& text) {
    const CXCursor instance = clang_getTypeDeclaration(type);
    if (!is_record(instance) ||
        clang_Cursor_getTemplateArgumentKind(instance, index) != CXTemplateArgumentKind_Integral)
      return read_written_constant(text);
    const std::int64_t value = clang_Cursor_getTemplateArgumentValue(instance, index);
    std::vector<std::string> texts = spelled_arguments(spelling(clang_getCanonicalType(type)));
    return make_constant(value,
                         index < texts.size() ? std::move(texts[index]) : std::to_string(value));
  }

  /// An alias template has no instance, so its argument is evaluated where it is written.
  DeclaredType read_written_constant(const std::string& text) {
    const CXCursor expression = templates_.constant(context_.files, text);
    const Evaluation result(clang_Cursor_isNull(expression) ? nullptr
                                                            : clang_Cursor_Evaluate(expression));
    if (result != nullptr && clang_EvalResult_getKind(result.get()) == CXEval_Int) {
      const std::int64_t value = clang_EvalResult_getAsLongLong(result.get());
      return make_constant(value, constant_text(clang_getCursorType(expression), value));
    }
    std::int64_t value = text == "true" ? 1 : 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    if (!is_number && text != "true" && text != "false")
      return {.kind = Kind::other, .spelling = text, .cpp = text};
    return make_constant(value, text);
  }

  ReadContext& context_;
  WrittenTemplates templates_;
  const Substitution& substitution_;
};

}  // namespace

bool is_known(const DeclaredType& type) {
  return type.kind != Kind::other && std::ranges::all_of(type.arguments, is_known);
}

/// What the author wrote is read first, because it has aliases. Where its parts depend on more than
/// names (`std::conditional_t<…>`), the compiler's result is used.
DeclaredType read_type(ReadContext& context, CXType type, CXCursor declarator,
                       const Substitution& substitution) {
  DeclaredType result = TypeReader(context, WrittenTemplates(declarator), substitution).read(type);
  if (is_known(result)) return result;
  const CXType canonical = clang_getCanonicalType(type);
  DeclaredType compiled =
      TypeReader(context, WrittenTemplates(clang_getNullCursor()), substitution).read(canonical);
  if (!is_known(compiled)) return result;
  compiled.spelling = result.spelling;
  return compiled;
}

std::vector<DeclaredType> read_template_arguments(ReadContext& context, CXType type,
                                                  CXCursor declarator,
                                                  const Substitution& substitution) {
  WrittenTemplates templates(declarator);
  templates.take(template_name(spelling(type)));
  return TypeReader(context, templates, substitution).read_arguments(type);
}

}  // namespace vgen::tool::frontend
