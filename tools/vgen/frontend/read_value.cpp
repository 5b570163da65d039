#include "tools/vgen/frontend/read_value.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/read_literal.hpp"
#include "tools/vgen/frontend/read_type.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

/// Classes that hold exactly the value that they are made from, so that `std::string{"a"}` is "a".
constexpr std::array<std::string_view, 3> transparent_classes = {
    "std::basic_string", "std::basic_string_view", "std::optional"};

/// The classes of the literals of std::chrono.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> chrono_literals = {
    {{"h", "std::chrono::hours"},
     {"min", "std::chrono::minutes"},
     {"s", "std::chrono::seconds"},
     {"ms", "std::chrono::milliseconds"},
     {"us", "std::chrono::microseconds"},
     {"ns", "std::chrono::nanoseconds"}}};

bool is_arithmetic(CXType type) {
  return type.kind >= CXType_Bool && type.kind <= CXType_LongDouble;
}

IntegerValue make_integer(CXEvalResult result) {
  if (clang_EvalResult_isUnsignedInt(result))
    return {.magnitude = clang_EvalResult_getAsUnsigned(result)};
  const long long value = clang_EvalResult_getAsLongLong(result);
  const auto bits = static_cast<std::uint64_t>(value);
  return {.negative = value < 0, .magnitude = value < 0 ? 0 - bits : bits};
}

/// The written name of a class in an expression: `std::chrono::seconds` in
/// `std::chrono::seconds{30}`. Empty if it is not written.
std::string written_class(CXCursor expression) {
  std::string name;
  for (const CXCursor child : children(expression)) {
    const CXCursorKind kind = clang_getCursorKind(child);
    if (kind == CXCursor_TypeRef || kind == CXCursor_TemplateRef)
      name = qualified_name(clang_getCursorReferenced(child));
    if (clang_isExpression(kind)) break;  // the rest belongs to the arguments
  }
  return name;
}

/// Reads expressions. Skips implicit casts and constructors, so that a value has the place where
/// it is written.
class ValueReader {
 public:
  explicit ValueReader(ReadContext& context) : context_(context) {}

  DeclaredValue read(CXCursor expression) {
    if (const auto scalar = evaluate(expression)) return *scalar;
    switch (clang_getCursorKind(expression)) {
      case CXCursor_StringLiteral: return read_string(expression);
      case CXCursor_InitListExpr: return read_list(expression);
      case CXCursor_DeclRefExpr: return read_reference(expression);
      case CXCursor_UnaryOperator: return read_address(expression);
      case CXCursor_CallExpr: return read_call(expression);
      case CXCursor_CXXFunctionalCastExpr: return read_construction(expression);
      case CXCursor_UnexposedExpr:
      case CXCursor_ParenExpr: return read_wrapped(expression);
      default: return read_computed(expression);
    }
  }

 private:
  DeclaredValue make(CXCursor expression, decltype(DeclaredValue::value) value) {
    return {.value = std::move(value),
            .range = context_.files.range(context_.files.expression_extent(expression))};
  }

  DeclaredValue unknown(CXCursor expression, std::string why) {
    return make(expression, UnknownValue{std::move(why)});
  }

  /// The value of a number or bool if it is a constant.
  std::optional<DeclaredValue> evaluate(CXCursor expression) {
    const CXType type = clang_getCanonicalType(clang_getCursorType(expression));
    if (!is_arithmetic(type) || clang_getCursorKind(expression) == CXCursor_InitListExpr)
      return std::nullopt;
    const Evaluation result(clang_Cursor_Evaluate(expression));
    if (result == nullptr) return std::nullopt;
    const CXEvalResultKind kind = clang_EvalResult_getKind(result.get());
    if (kind == CXEval_Float)
      return make(expression, FloatValue{clang_EvalResult_getAsDouble(result.get())});
    if (kind != CXEval_Int) return std::nullopt;
    if (type.kind == CXType_Bool)
      return make(expression, BooleanValue{clang_EvalResult_getAsInt(result.get()) != 0});
    return make(expression, make_integer(result.get()));
  }

  /// An enum may be made from a number: `Priority(1)`.
  DeclaredValue read_computed(CXCursor expression) {
    const bool is_enum =
        clang_getCanonicalType(clang_getCursorType(expression)).kind == CXType_Enum;
    const Evaluation result(is_enum ? clang_Cursor_Evaluate(expression) : nullptr);
    if (result == nullptr || clang_EvalResult_getKind(result.get()) != CXEval_Int)
      return unknown(expression, "is computed");
    return make(expression, make_integer(result.get()));
  }

  DeclaredValue read_string(CXCursor expression) {
    const std::optional<std::string> text = unquote(spelling(expression));
    if (!text) return unknown(expression, "is not a string of char");
    const bool is_plain = context_.files.text(context_.files.expression_extent(expression))
                              .starts_with('"' + *text + '"');
    return make(expression, StringValue{*text, is_plain});
  }

  DeclaredValue read_list(CXCursor expression) {
    const std::vector<CXCursor> elements = written_operands(expression);
    const CXType type = clang_getCanonicalType(clang_getCursorType(expression));
    if ((is_arithmetic(type) || type.kind == CXType_Enum) && elements.size() == 1)
      return read(elements[0]);  // {5} is 5
    BracedValue list;
    for (const CXCursor element : elements) list.members.push_back(read_member(element));
    return make(expression, std::move(list));
  }

  /// `.name = value` is an expression without a name; its first child refers to the member.
  DeclaredMember read_member(CXCursor element) {
    const std::vector<CXCursor> parts = children(element);
    if (parts.size() != 2 || clang_getCursorKind(parts[0]) != CXCursor_MemberRef)
      return {.name = "", .name_range = {}, .value = read(element)};
    return {.name = spelling(parts[0]),
            .name_range = context_.files.name_range(parts[0]),
            .value = read(parts[1])};
  }

  DeclaredValue read_wrapped(CXCursor expression) {
    const std::vector<CXCursor> operands = written_operands(expression);
    return operands.size() == 1 ? read(operands[0]) : unknown(expression, "is computed");
  }

  DeclaredValue read_reference(CXCursor expression) {
    const CXType type = clang_getCanonicalType(clang_getCursorType(expression));
    const std::string type_name = qualified_name(clang_getTypeDeclaration(type));
    if (type_name == "vgen::StateOf") return read_type_constant(expression, type, "vgen::state");
    if (type_name == "vgen::PresenceOf")
      return read_type_constant(expression, type, "vgen::presence");
    const CXCursor target = clang_getCursorReferenced(expression);
    switch (clang_getCursorKind(target)) {
      case CXCursor_EnumConstantDecl:
        return make(expression,
                    EnumeratorValue{qualified_name(clang_getCursorSemanticParent(target)),
                                    spelling(target)});
      case CXCursor_FunctionDecl: return make(expression, make_function(target));
      case CXCursor_VarDecl: return read_variable(expression, target);
      case CXCursor_NonTypeTemplateParameter: return unknown(expression, "is a template parameter");
      default: return unknown(expression, "is computed");
    }
  }

  /// `vgen::state<Cursor>`, `vgen::presence<Member>`. libclang has no kind of cursor for what a
  /// variable template makes.
  DeclaredValue read_type_constant(CXCursor expression, CXType type, std::string name) {
    DeclaredType constant = read_type(context_, type, expression, {});
    return make(expression, VariableValue{std::move(name), std::move(constant.arguments)});
  }

  FunctionValue make_function(CXCursor function) {
    FunctionValue result{.name = qualified_name(function),
                         .declaration = context_.files.name_range(function)};
    const CXType type = clang_getCursorType(function);
    if (type.kind != CXType_FunctionProto)
      return result;  // declared through an alias, which is one of vgen's forms
    DeclaredType signature = read_type(context_, type, function, {});
    result.result = std::move(signature.arguments.front());
    result.parameters.assign(signature.arguments.begin() + 1, signature.arguments.end());
    return result;
  }

  DeclaredValue read_variable(CXCursor expression, CXCursor variable) {
    const std::string name = qualified_name(variable);
    if (name == "std::nullopt") return make(expression, CallValue{name, {}});
    const CXType type = clang_getCursorType(variable);
    if (qualified_name(clang_getTypeDeclaration(clang_getCanonicalType(type))) == "vgen::Topic")
      return make(expression, VariableValue{name, {}});
    const CXCursor initializer = clang_Cursor_getVarDeclInitializer(variable);
    if (!is_constant(type)) return unknown(expression, "refers to a variable that may change");
    if (clang_Cursor_isNull(initializer))
      return unknown(expression, "refers to a variable whose value is not in the header");
    DeclaredValue value = read(initializer);
    value.range = context_.files.range(context_.files.expression_extent(expression));
    if (auto* string = std::get_if<StringValue>(&value.value)) string->is_plain = false;
    return value;
  }

  /// `&GetTodo::id`; other operators have been evaluated.
  DeclaredValue read_address(CXCursor expression) {
    const std::vector<CXCursor> operands = written_operands(expression);
    const CXCursor target =
        operands.size() == 1 ? clang_getCursorReferenced(operands[0]) : clang_getNullCursor();
    if (clang_getCursorKind(target) != CXCursor_FieldDecl) return read_computed(expression);
    return make(expression,
                MemberPointerValue{qualified_name(clang_getCursorSemanticParent(target)),
                                   spelling(target)});
  }

  DeclaredValue read_call(CXCursor expression) {
    const CXCursor callee = clang_getCursorReferenced(expression);
    if (clang_getCursorKind(callee) == CXCursor_Constructor)
      return read_constructor(expression, written_class(expression));
    const std::string name = qualified_name(callee);
    if (spelling(callee).starts_with("operator\"\"")) return read_user_literal(expression);
    if (!name.starts_with("vgen::") && name != "std::to_array")
      return unknown(expression, "calls a function");
    return make(expression, CallValue{name, read_all(arguments_of(expression))});
  }

  static std::vector<CXCursor> arguments_of(CXCursor call) {
    std::vector<CXCursor> result;
    const int count = clang_Cursor_getNumArguments(call);
    for (int i = 0; i < count; ++i)
      result.push_back(clang_Cursor_getArgument(call, static_cast<unsigned>(i)));
    std::erase_if(result, [](CXCursor argument) {
      return position(clang_getCursorLocation(argument)).line == 0;
    });  // a default argument
    return result;
  }

  std::vector<DeclaredValue> read_all(const std::vector<CXCursor>& expressions) {
    std::vector<DeclaredValue> values;
    for (const CXCursor expression : expressions) values.push_back(read(expression));
    return values;
  }

  /// `name` is the class if the author wrote it. Implicit conversions are skipped.
  DeclaredValue read_constructor(CXCursor expression, const std::string& name) {
    std::vector<DeclaredValue> values = read_all(arguments_of(expression));
    const std::string type =
        qualified_name(clang_getCursorSemanticParent(clang_getCursorReferenced(expression)));
    const bool is_transparent =
        name.empty() || type.starts_with("vgen::") ||
        std::ranges::find(transparent_classes, type) != transparent_classes.end();
    if (values.size() == 1 && is_transparent) return std::move(values[0]);
    if (!name.empty()) return make(expression, CallValue{name, std::move(values)});
    BracedValue list;
    for (DeclaredValue& value : values)
      list.members.push_back({.name = "", .name_range = {}, .value = std::move(value)});
    return make(expression, std::move(list));
  }

  /// `Todo{.id = 1}`, `std::chrono::seconds(30)`
  DeclaredValue read_construction(CXCursor expression) {
    std::vector<CXCursor> operands = written_operands(expression);
    if (operands.size() != 1) return read_computed(expression);
    CXCursor operand = operands[0];
    while (clang_getCursorKind(operand) == CXCursor_UnexposedExpr &&
           (operands = written_operands(operand)).size() == 1)
      operand = operands[0];
    const std::string name = written_class(expression);
    if (clang_getCanonicalType(clang_getCursorType(expression)).kind == CXType_Enum)
      return read_computed(expression);
    if (clang_getCursorKind(operand) == CXCursor_CallExpr) return read_constructor(operand, name);
    DeclaredValue value = read(operand);
    return name.starts_with("vgen::") ? value
                                      : make(expression, CallValue{name, {std::move(value)}});
  }

  /// `30s`, `"text"sv`. The number is a template argument that libclang does not show, so it is
  /// read from the text.
  DeclaredValue read_user_literal(CXCursor expression) {
    for (const CXCursor argument : arguments_of(expression)) {
      DeclaredValue value = read(argument);
      if (auto* string = std::get_if<StringValue>(&value.value)) {
        string->is_whole = true;
        return value;
      }
    }
    std::string text(context_.files.text(context_.files.expression_extent(expression)));
    std::erase(text, '\'');
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const auto literal = std::ranges::find(chrono_literals, suffix,
                                           &std::pair<std::string_view, std::string_view>::first);
    if (error != std::errc() || literal == chrono_literals.end())
      return read_real_literal(expression, text);
    DeclaredValue value = make(expression, IntegerValue{.magnitude = number});
    value.range.length =
        static_cast<unsigned>(std::max<std::size_t>(value.range.length - suffix.size(), 1));
    return make(expression, CallValue{std::string(literal->second), {std::move(value)}});
  }

  /// `1.5s`
  DeclaredValue read_real_literal(CXCursor expression, const std::string& text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const auto literal = std::ranges::find(chrono_literals, suffix,
                                           &std::pair<std::string_view, std::string_view>::first);
    if (error != std::errc() || literal == chrono_literals.end())
      return unknown(expression, "is a literal of a kind that vgen does not know");
    return make(expression,
                CallValue{std::string(literal->second), {make(expression, FloatValue{number})}});
  }

  ReadContext& context_;
};

}  // namespace

DeclaredValue read_value(ReadContext& context, CXCursor expression) {
  return ValueReader(context).read(expression);
}

}  // namespace vgen::tool::frontend
