#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/analysis/names/type_names.hpp"
#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/analysis/types/resolve_types.hpp"
#include "tools/vgen/analysis/wiring/door_text.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredFunction;
using frontend::DeclaredParameter;
using frontend::DeclaredType;
using frontend::FormFacts;

model::SessionUse session_use(frontend::SessionArgument argument) {
  switch (argument) {
    case frontend::SessionArgument::none: return model::SessionUse::none;
    case frontend::SessionArgument::reference: return model::SessionUse::required;
    case frontend::SessionArgument::pointer: return model::SessionUse::optional;
  }
  return model::SessionUse::none;
}

model::FunctionKind kind_of(frontend::FunctionForm form) {
  switch (form) {
    case frontend::FunctionForm::api_subscription:
    case frontend::FunctionForm::api_subscription_sessionless:
      return model::FunctionKind::subscription;
    case frontend::FunctionForm::channel_connection: return model::FunctionKind::channel_open;
    case frontend::FunctionForm::channel_disconnection: return model::FunctionKind::channel_close;
    case frontend::FunctionForm::channel_message: return model::FunctionKind::channel_message;
    case frontend::FunctionForm::scheduled_task: return model::FunctionKind::task;
    default: return model::FunctionKind::api;
  }
}

/// The parts of a result: `Task`, `Result` and the value.
struct Returned {
  const DeclaredType* value = nullptr;
  std::vector<const DeclaredType*> errors;
  bool is_task = false;
  bool has_result = false;
};

Returned take_apart(const DeclaredType& result) {
  Returned returned{.value = &result, .errors = {}};
  const DeclaredType* plain = &behind_aliases(result);
  const bool is_task = plain->name == "boost::asio::awaitable" || plain->name == "vgen::Task";
  if (is_task && !plain->arguments.empty()) {
    returned.is_task = true;
    returned.value = &plain->arguments.front();
    plain = &behind_aliases(*returned.value);
  }
  if (plain->name == "vgen::Result" && !plain->arguments.empty()) {
    returned.has_result = true;
    returned.value = &plain->arguments.front();
    for (std::size_t i = 1; i < plain->arguments.size(); ++i)
      returned.errors.push_back(&plain->arguments[i]);
  }
  return returned;
}

/// Whether a subscription can send it.
bool is_item(const Returned& returned) {
  return !returned.is_task && !returned.has_result && !is_void(*returned.value);
}

/// Whether a scheduled task can return it.
bool is_task_result(const Returned& returned) {
  return !returned.has_result && is_void(*returned.value);
}

/// Resolves the functions one by one. In the path to a fault, a function has the name of its first
/// door.
class FunctionResolver {
 public:
  explicit FunctionResolver(Workspace& workspace) : workspace_(workspace), types_(workspace) {}

  void resolve(const DeclaredFunction& declared);

 private:
  bool is_repeated(const DeclaredFunction& declared);
  void check_services(const DeclaredFunction& declared, const FormFacts& form);
  void refuse_result(const DeclaredFunction& declared);
  void refuse_item(const DeclaredFunction& declared);
  void refuse_task_result(const DeclaredFunction& declared);
  void expect_same(std::string& known, const DeclaredType& type, const DeclaredFunction& declared,
                   std::string_view what);
  std::optional<model::TypeIndex> resolve_value(const DeclaredType& type,
                                                const DeclaredFunction& declared,
                                                std::string_view side);
  std::optional<model::TypeIndex> make_inline_input(const DeclaredFunction& declared);
  model::Field make_argument(const DeclaredFunction& declared, const DeclaredParameter& parameter);
  std::vector<model::DeclaredError> resolve_errors(const DeclaredFunction& declared,
                                                   const std::vector<const DeclaredType*>& errors);
  std::optional<model::DeclaredError> resolve_error(const DeclaredFunction& declared,
                                                    const DeclaredType& type);

  Workspace& workspace_;
  TypeResolver types_;
  std::map<std::string, SourceRange>
      first_uses_;  ///< The first uses of Services and Session types.
};

bool FunctionResolver::is_repeated(const DeclaredFunction& declared) {
  const auto known = workspace_.function_of.find(declared.cpp);
  if (known == workspace_.function_of.end()) return false;
  const DeclaredFunction& first = *workspace_.functions[known->second];
  const bool is_redeclaration = first.form == declared.form &&
                                first.arguments == declared.arguments && first.parameters.empty() &&
                                declared.parameters.empty();
  if (!is_redeclaration) {
    workspace_.report(with_note(
        make_diagnostic(Rule::overloaded_function, declared.range,
                        fmt::format("'{}' is declared with two types", declared.cpp),
                        "give each function a name of its own: it is the operation's name"),
        "the other one is here", first.range));
  }
  return true;
}

void FunctionResolver::expect_same(std::string& known, const DeclaredType& type,
                                   const DeclaredFunction& declared, std::string_view what) {
  first_uses_.try_emplace(type.cpp, declared.range);
  if (known.empty()) known = type.cpp;
  if (known == type.cpp) return;
  workspace_.report(with_note(
      make_diagnostic(
          Rule::several_services, declared.type_range,
          fmt::format("'{}' uses the {} '{}', but other functions use '{}'", declared.cpp, what,
                      type.cpp, known),
          "declare all functions of one API through the same aliases, or generate two APIs"),
      fmt::format("'{}' is used here", known), first_uses_.at(known)));
}

void FunctionResolver::check_services(const DeclaredFunction& declared, const FormFacts& form) {
  const std::vector<DeclaredType>& arguments = declared.arguments;
  const std::size_t session = form.services + 1;
  if (form.services < arguments.size())
    expect_same(workspace_.api.services, arguments[form.services], declared, "Services");
  if (form.session != frontend::SessionArgument::none && session < arguments.size())
    expect_same(workspace_.api.session, arguments[session], declared, "Session");
}

std::optional<model::TypeIndex> FunctionResolver::resolve_value(const DeclaredType& type,
                                                                const DeclaredFunction& declared,
                                                                std::string_view side) {
  if (is_void(type)) return std::nullopt;
  const bool is_input = side == "input";
  types_.start_at(fmt::format("{}: {}", way_to(workspace_, declared.cpp), side),
                  {.function = workspace_.api.functions.size(), .is_input = is_input});
  return types_.resolve(type, {.range = declared.type_range, .position = Position::whole});
}

model::Field FunctionResolver::make_argument(const DeclaredFunction& declared,
                                             const DeclaredParameter& parameter) {
  types_.start_at(fmt::format("{}: argument {}", way_to(workspace_, declared.cpp), parameter.name),
                  {.function = workspace_.api.functions.size(), .is_input = true});
  if (parameter.name.empty()) {
    workspace_.report(
        make_diagnostic(Rule::unnamed_parameter, parameter.range,
                        fmt::format("an argument of '{}' has no name", declared.cpp),
                        "name it: arguments become members of the input by their names"));
  }
  model::Field field{.name = parameter.name,
                     .wire_name = wire_name(parameter.name, workspace_.options.wire_case),
                     .type = unresolved,
                     .constraints = {},
                     .documentation = {},
                     .default_value = {},
                     .location = parameter.range};
  field.optional = can_be_absent(parameter.type);
  field.type =
      types_.resolve(parameter.type, {.range = parameter.range, .position = Position::member});
  return field;
}

std::optional<model::TypeIndex> FunctionResolver::make_inline_input(
    const DeclaredFunction& declared) {
  if (declared.parameters.empty()) return std::nullopt;
  const Comment comment = read_comment(declared.comment);
  const model::StructIndex index = workspace_.api.structs.size();
  model::Struct input{
      .name = {},
      .input_name = {},
      .cpp = fmt::format("{}::{}Input", declared.cpp_namespace, pascal_case(declared.name)),
      .cpp_namespace = declared.cpp_namespace,
      .fields = {},
      .documentation = {},
      .location = declared.range};
  const std::string cpp = input.cpp;
  workspace_.records.push_back(nullptr);
  workspace_.origins.emplace_back();
  workspace_.api.structs.push_back(std::move(input));
  for (const DeclaredParameter& parameter : declared.parameters) {
    model::Field field = make_argument(declared, parameter);
    const auto text = comment.parameters.find(parameter.name);
    workspace_.origins[index].push_back(
        {.field = nullptr, .documentation = text == comment.parameters.end() ? "" : text->second});
    workspace_.api.structs[index].fields.push_back(std::move(field));
  }
  return types_.intern({.kind = model::StructReference{index}, .cpp = cpp});
}

std::optional<model::DeclaredError> FunctionResolver::resolve_error(
    const DeclaredFunction& declared, const DeclaredType& type) {
  types_.start_at(fmt::format("{}: error", way_to(workspace_, declared.cpp)), {});
  const TypeUse use{.range = declared.type_range, .position = Position::whole};
  const DeclaredType& plain = behind_aliases(type);
  const auto record = workspace_.declared.records.find(plain.cpp);
  if (record == workspace_.declared.records.end() || plain.name.starts_with("std::")) {
    types_.refuse(Rule::error_type, use,
                  fmt::format("'{}' cannot be a declared error: it is not a struct", type.spelling),
                  "declare a struct with 'static constexpr int status = 4xx;'");
    return std::nullopt;
  }
  const model::TypeIndex resolved = types_.resolve(plain, use);
  if (resolved == unresolved) return std::nullopt;
  const std::int64_t status = record->second.status.value_or(0);
  if (status < 400 || status > 599) {
    const std::string problem =
        record->second.status ? fmt::format("its status is {}", status) : "it has no status";
    types_.refuse(Rule::error_status, {.range = record->second.range},
                  fmt::format("'{}' cannot be a declared error: {}", record->second.cpp, problem),
                  "give it a status from 400 to 599: 'static constexpr int status = 404;'");
    return std::nullopt;
  }
  const model::StructIndex index =
      std::get<model::StructReference>(workspace_.api.types[resolved].kind).index;
  workspace_.api.structs[index].is_error = true;
  return model::DeclaredError{
      .type = index, .status = static_cast<int>(status), .problem_type = {}, .title = {}};
}

std::vector<model::DeclaredError> FunctionResolver::resolve_errors(
    const DeclaredFunction& declared, const std::vector<const DeclaredType*>& errors) {
  std::vector<model::DeclaredError> resolved;
  for (const DeclaredType* type : errors) {
    const std::optional<model::DeclaredError> error = resolve_error(declared, *type);
    if (!error) continue;
    if (std::ranges::find(resolved, error->type, &model::DeclaredError::type) != resolved.end()) {
      workspace_.report(make_diagnostic(
          Rule::repeated_error, declared.type_range,
          fmt::format("'{}' is declared twice as an error of '{}'", type->spelling, declared.cpp),
          "list each error once"));
    } else {
      resolved.push_back(*error);
    }
  }
  return resolved;
}

void FunctionResolver::refuse_result(const DeclaredFunction& declared) {
  workspace_.report(make_diagnostic(
      Rule::channel_handler, declared.type_range,
      fmt::format("'{}' is a handler of a channel and cannot have a Result", declared.cpp),
      "declare a message that answers with errors as APIFunction<Input, Result<Output, Error>>"));
}

void FunctionResolver::refuse_item(const DeclaredFunction& declared) {
  workspace_.report(make_diagnostic(
      Rule::subscription_item, declared.type_range,
      fmt::format("the items of '{}' need a plain type", declared.cpp),
      "name the type of one item: a subscription is a coroutine by itself, and ends with an error "
      "if it throws one"));
}

void FunctionResolver::refuse_task_result(const DeclaredFunction& declared) {
  workspace_.report(make_diagnostic(
      Rule::task_function, declared.type_range,
      fmt::format("the scheduled task '{}' cannot return a value", declared.cpp),
      "declare it as ScheduledTask<> or ScheduledTask<vgen::Task<void>>: nobody would get the "
      "value, and it fails by an exception"));
}

void FunctionResolver::resolve(const DeclaredFunction& declared) {
  const FormFacts& form = facts(declared.form);
  if (is_repeated(declared)) return;
  check_services(declared, form);
  if (declared.arguments.size() <= form.services)
    return;  // impossible, because the compiler has checked the count

  model::Function function{
      .name = declared.name,
      .cpp = declared.cpp,
      .cpp_namespace = declared.cpp_namespace,
      .input_name = {},
      .output_name = {},
      .input = {},
      .output = {},
      .errors = {},
      .kind = kind_of(declared.form),
      .session = form.of_channel ? model::SessionUse::none : session_use(form.session),
      .documentation = {},
      .location = declared.range};
  const Returned returned = take_apart(declared.arguments[form.output]);
  if (form.of_channel && returned.has_result) refuse_result(declared);
  const bool is_subscription = function.kind == model::FunctionKind::subscription;
  if (is_subscription && !is_item(returned)) return refuse_item(declared);
  if (function.kind == model::FunctionKind::task && !is_task_result(returned))
    return refuse_task_result(declared);
  function.inline_input = form.inline_input;
  function.is_task = returned.is_task || is_subscription;
  function.has_result = returned.has_result;
  if (form.inline_input) {
    function.input = make_inline_input(declared);
  } else if (form.input) {
    function.input = resolve_value(declared.arguments[*form.input], declared, "input");
  }
  function.output = resolve_value(*returned.value, declared, "output");
  function.errors = resolve_errors(declared, returned.errors);
  workspace_.function_of.emplace(declared.cpp, workspace_.api.functions.size());
  workspace_.functions.push_back(&declared);
  workspace_.api.functions.push_back(std::move(function));
}

}  // namespace

void resolve_functions(Workspace& workspace) {
  FunctionResolver resolver(workspace);
  for (const DeclaredFunction& declared : workspace.declared.functions) resolver.resolve(declared);
  // A route that leads to another kind of function is reported at the route.
  if (workspace.declared.functions.empty() && workspace.wired_functions.empty()) {
    const std::string file =
        workspace.declared.headers.empty() ? "" : workspace.declared.headers.front();
    workspace.report(make_diagnostic(
        Rule::no_function, {.file = file, .line = 1, .column = 1},
        "no function is declared for vgen",
        "declare one: vgen::APIFunctionSessionless<Input, Output, Services> get_todo;"));
  }
}

}  // namespace vgen::tool::analysis
