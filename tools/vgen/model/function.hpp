#pragma once

#include "tools/vgen/model/documentation.hpp"
#include "tools/vgen/model/type.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

using FunctionIndex = std::size_t;

/// What a function asks of the session.
enum class SessionUse { none, required, optional };

/// A declared error of a function: a struct with `static constexpr int status`.
struct DeclaredError {
  StructIndex type = 0;
  int status = 0;
  std::string problem_type;  ///< `urn:todo:not-found`
  std::string title;         ///< `Not found`

  bool operator==(const DeclaredError&) const = default;
};

/// What a function answers: a call, a call with many results, an event of a channel, or a tick of a
/// schedule.
enum class FunctionKind {
  api,
  subscription,
  channel_open,
  channel_close,
  channel_message,
  task,
};

/// A typed function of the header.
struct Function {
  std::string name;                ///< `get_todo`
  std::string cpp;                 ///< `todo::get_todo`
  std::string cpp_namespace;       ///< `todo`
  std::string type_name;           ///< `GetTodo`: names of types made for it begin so.
  std::string input_name;          ///< `GetTodoInput`
  std::string output_name;         ///< `GetTodoOutput`
  std::optional<TypeIndex> input;  ///< None for void.
  /// Without `Task` and `Result`; none for void. A handler of a channel sends it, and a
  /// subscription sends many.
  std::optional<TypeIndex> output;
  std::vector<DeclaredError> errors;
  FunctionKind kind = FunctionKind::api;
  SessionUse session = SessionUse::none;
  bool is_task = false;     ///< A coroutine: `Task<…>`.
  bool has_result = false;  ///< Returns `Result<T, E…>`.
  bool inline_input =
      false;  ///< `RPC<R(args…)>`: the input struct is made by vgen, one argument a field.
  std::string input_example;   ///< As JSON text; empty if none could be made.
  std::string output_example;  ///< The same of what it answers.
  Documentation documentation;
  SourceRange location;

  bool operator==(const Function&) const = default;
};

}  // namespace vgen::tool::model
