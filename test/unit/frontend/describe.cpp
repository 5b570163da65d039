#include "test/unit/frontend/describe.hpp"

#include <sstream>

namespace vgen::tool::frontend::testing {
namespace {

template <class Items, class Print>
std::string join(const Items& items, const std::string& separator, Print print) {
  std::string result;
  bool is_first = true;
  for (const auto& item : items) {
    result += (is_first ? "" : separator) + print(item);
    is_first = false;
  }
  return result;
}

struct ValueDescriber {
  std::string operator()(const StringValue& value) const { return '"' + value.text + '"'; }
  std::string operator()(const IntegerValue& value) const {
    return (value.negative ? "-" : "") + std::to_string(value.magnitude);
  }
  std::string operator()(const BooleanValue& value) const { return value.value ? "true" : "false"; }
  std::string operator()(const FloatValue& value) const {
    std::ostringstream out;
    out << "float " << value.value;
    return out.str();
  }
  std::string operator()(const EnumeratorValue& value) const {
    return value.enumeration + "::" + value.name;
  }
  std::string operator()(const FunctionValue& value) const { return "fn " + value.name; }
  std::string operator()(const VariableValue& value) const { return "var " + value.name; }
  std::string operator()(const MemberPointerValue& value) const {
    return "&" + value.record + "::" + value.member;
  }
  std::string operator()(const CallValue& value) const {
    return value.function + "(" +
           join(value.arguments, ", ",
                [](const DeclaredValue& argument) { return describe(argument); }) +
           ")";
  }
  std::string operator()(const BracedValue& value) const {
    const auto print = [](const DeclaredMember& member) {
      return (member.name.empty() ? "" : "." + member.name + " = ") + describe(member.value);
    };
    return "{" + join(value.members, ", ", print) + "}";
  }
  std::string operator()(const UnknownValue& value) const { return "unknown: " + value.why; }
};

std::string describe_unqualified(const DeclaredType& type) {
  using Kind = DeclaredType::Kind;
  const std::string arguments = describe(type.arguments);
  switch (type.kind) {
    case Kind::builtin: return type.name;
    case Kind::named: return type.arguments.empty() ? type.name : type.name + "<" + arguments + ">";
    case Kind::enumeration: return "enum " + type.name;
    case Kind::alias: return type.name + " = " + arguments;
    case Kind::array: return arguments + "[" + std::to_string(type.size) + "]";
    case Kind::integral: return "#" + std::to_string(type.size);
    case Kind::pointer: return arguments + "*";
    case Kind::reference: return arguments + "&";
    case Kind::function: return "function(" + arguments + ")";
    case Kind::member_pointer: return "member pointer";
    case Kind::other: return "?";
  }
  return "";
}

}  // namespace

std::string describe(const DeclaredType& type) {
  return (type.is_const ? "const " : "") + describe_unqualified(type);
}

std::string describe(const std::vector<DeclaredType>& types) {
  return join(types, ", ", [](const DeclaredType& type) { return describe(type); });
}

std::string describe(const DeclaredValue& value) {
  return std::visit(ValueDescriber(), value.value);
}

std::string describe(const DeclaredComment& comment) {
  return join(comment, "|", [](const CommentLine& line) { return line.text; });
}

}  // namespace vgen::tool::frontend::testing
