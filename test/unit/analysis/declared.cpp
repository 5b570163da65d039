#include "test/unit/analysis/declared.hpp"

#include <utility>

namespace vgen::tool::test {

using namespace vgen::tool::frontend;
using Kind = DeclaredType::Kind;

namespace {

DeclaredType type(Kind kind, const std::string& name) {
  return {.kind = kind, .name = name, .arguments = {}, .spelling = name, .cpp = name};
}

std::string namespace_of(const std::string& cpp) {
  return cpp.substr(0, cpp.rfind("::"));
}

DeclaredValue value(decltype(DeclaredValue::value) kind, const SourceRange& range = {}) {
  return {.value = std::move(kind), .range = range};
}

DeclaredRecord make_record(const std::string& cpp, std::vector<DeclaredField> fields,
                           unsigned line) {
  DeclaredRecord record;
  record.name = cpp;
  record.cpp = cpp;
  record.cpp_namespace = namespace_of(cpp);
  record.fields = std::move(fields);
  record.range = at(line);
  return record;
}

}  // namespace

SourceRange at(unsigned line, unsigned column, unsigned length) {
  return {.file = line == 0 ? "" : "api.hpp", .line = line, .column = column, .length = length};
}

DeclaredType builtin(const std::string& name) {
  return type(Kind::builtin, name);
}

DeclaredType text() {
  return type(Kind::named, "std::string");
}

DeclaredType library(const std::string& name, std::vector<DeclaredType> arguments) {
  DeclaredType made = type(Kind::named, name);
  made.cpp = name + "<";
  for (const DeclaredType& argument : arguments)
    made.cpp += (made.cpp.ends_with('<') ? "" : ", ") + argument.cpp;
  made.cpp += ">";
  made.spelling = made.cpp;
  made.arguments = std::move(arguments);
  return made;
}

DeclaredType own(const std::string& cpp) {
  return type(Kind::named, cpp);
}

DeclaredType enumeration(const std::string& name) {
  return type(Kind::enumeration, name);
}

DeclaredType alias(const std::string& name, const DeclaredType& target) {
  return {.kind = Kind::alias,
          .name = name,
          .arguments = {target},
          .spelling = name,
          .cpp = target.cpp};
}

DeclaredComment comment(const std::vector<std::string>& lines) {
  DeclaredComment made;
  for (const std::string& line : lines) {
    made.push_back({.text = line,
                    .range = at(static_cast<unsigned>(made.size() + 1), 1,
                                static_cast<unsigned>(line.size()))});
  }
  return made;
}

DeclaredField field(const std::string& name, const DeclaredType& field_type,
                    const std::string& text) {
  DeclaredField made;
  made.name = name;
  made.type = field_type;
  if (!text.empty()) made.comment = comment({text});
  return made;
}

DeclaredField field_with_default(const std::string& name, const DeclaredType& field_type,
                                 const DeclaredValue& initializer) {
  DeclaredField made = field(name, field_type);
  made.initializer = initializer;
  return made;
}

DeclaredMember member(const std::string& name, const DeclaredValue& given) {
  return {.name = name, .name_range = {}, .value = given};
}

DeclaredValue braced(std::vector<DeclaredMember> members) {
  return value(BracedValue{std::move(members)});
}

DeclaredValue string_value(const std::string& text, const SourceRange& range) {
  return value(StringValue{.text = text, .is_plain = true}, range);
}

DeclaredValue integer(std::int64_t number) {
  return value(
      IntegerValue{.negative = number < 0,
                   .magnitude = static_cast<std::uint64_t>(number < 0 ? -number : number)});
}

DeclaredValue enumerator(const std::string& name) {
  return value(EnumeratorValue{.enumeration = {}, .name = name});
}

DeclaredValue member_pointer(const std::string& record, const std::string& name) {
  return value(MemberPointerValue{.record = record, .member = name});
}

DeclaredValue route(const std::string& method, const std::string& path, const std::string& function,
                    std::vector<DeclaredMember> settings) {
  settings.insert(settings.begin(),
                  {member("method", enumerator(method)), member("path", string_value(path)),
                   member("func", value(FunctionValue{.name = function, .declaration = {}}))});
  return braced(std::move(settings));
}

ApiBuilder& ApiBuilder::add_struct(const std::string& cpp, std::vector<DeclaredField> fields) {
  api.records.emplace(
      cpp, make_record(cpp, std::move(fields), static_cast<unsigned>(api.records.size() + 1)));
  return *this;
}

ApiBuilder& ApiBuilder::add_error(const std::string& cpp, int status,
                                  std::vector<DeclaredField> fields) {
  add_struct(cpp, std::move(fields));
  api.records.at(cpp).status = status;
  return *this;
}

ApiBuilder& ApiBuilder::add_enum(const std::string& name,
                                 const std::vector<std::string>& enumerators) {
  DeclaredEnum made{.name = name,
                    .cpp_namespace = namespace_of(name),
                    .enumerators = {},
                    .comment = {},
                    .range = at(1)};
  for (const std::string& entry : enumerators) {
    made.enumerators.push_back({.name = entry,
                                .value = static_cast<std::int64_t>(made.enumerators.size()),
                                .comment = {},
                                .range = {}});
  }
  api.enums.emplace(name, made);
  return *this;
}

ApiBuilder& ApiBuilder::add_alias(const std::string& name, const DeclaredType& target,
                                  const std::string& text) {
  api.aliases.emplace(name, DeclaredAlias{.name = name,
                                          .cpp_namespace = namespace_of(name),
                                          .target = target,
                                          .comment = comment({text}),
                                          .range = at(1)});
  return *this;
}

ApiBuilder& ApiBuilder::add_function(const std::string& cpp, const DeclaredType& input,
                                     const DeclaredType& output) {
  DeclaredFunction function;
  function.name = cpp.substr(cpp.rfind("::") + 2);
  function.cpp = cpp;
  function.cpp_namespace = namespace_of(cpp);
  function.form = FunctionForm::api_function_sessionless;
  function.arguments = {input, output, own("shop::Services")};
  api.functions.push_back(function);
  return *this;
}

ApiBuilder& ApiBuilder::add_routes(std::vector<DeclaredValue> routes) {
  api.wirings.push_back({.kind = WiringKind::http_route,
                         .variable = "shop::http",
                         .arguments = {},
                         .elements = std::move(routes),
                         .range = {}});
  return *this;
}

Analysed analyse(const DeclaredApi& declared) {
  Diagnostics diagnostics;
  Analysed result{.api = analysis::analyse(declared, {}, diagnostics), .messages = {}};
  for (const Diagnostic& diagnostic : diagnostics.list())
    result.messages.push_back(diagnostic.code + " " + diagnostic.message);
  return result;
}

}  // namespace vgen::tool::test
