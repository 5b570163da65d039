#pragma once

#include "tools/vgen/emit/schema/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// An export of the client runtime that users of a client need.
struct RuntimeExport {
  std::string name;
  bool is_type = true;

  bool operator==(const RuntimeExport&) const = default;
};

/// All names in the client. `index.ts` exports the author's names and those of the runtime side by
/// side, so the author's names stay as they are, and names of the runtime change if they collide.
/// Names that TypeScript reserves get an underscore (`delete_`).
class TypeScriptNames {
 public:
  /// `api` must outlive the names.
  explicit TypeScriptNames(const model::ApiModel& api);

  /// The name of a type in a direction: `Todo`, `TodoInput`.
  [[nodiscard]] std::string type(const NamedType& named) const;

  /// The name of the problem of a declared error: `NotFoundProblem`.
  [[nodiscard]] const std::string& problem(model::StructIndex error) const {
    return problems_.at(error);
  }

  /// The name for all errors of a function that declares errors: `GetTodoError`.
  [[nodiscard]] const std::string& failure(model::FunctionIndex function) const {
    return failures_.at(function);
  }

  /// The name of the union of all errors of the API: `TodoError`.
  [[nodiscard]] const std::string& api_error() const { return api_error_; }

  /// The name of the guard of thrown errors: `isTodoError`.
  [[nodiscard]] const std::string& api_guard() const { return api_guard_; }

  /// The name of the function that calls an operation: `getTodo`.
  [[nodiscard]] const std::string& function(std::size_t operation) const {
    return functions_.at(operation);
  }

  /// The name of the type of an open channel: `LiveChannel`.
  [[nodiscard]] const std::string& channel(std::size_t index) const { return channels_.at(index); }

  /// The name of the function that opens a channel: `openLive`.
  [[nodiscard]] const std::string& opener(std::size_t index) const { return openers_.at(index); }
  /// The name of the type of the RPC connection: `Rpc`.
  [[nodiscard]] const std::string& rpc() const { return rpc_; }
  /// The name of the function that opens it: `openRpc`.
  [[nodiscard]] const std::string& rpc_opener() const { return rpc_opener_; }
  /// Of the union of what the server sends by itself.
  [[nodiscard]] const std::string& sent(std::size_t index) const { return sent_.at(index); }
  /// Of the union of what its topics bring.
  [[nodiscard]] const std::string& topic_data(std::size_t index) const {
    return topic_data_.at(index);
  }

  /// The name of an export of the runtime: as it is, or `VgenClient` if the author has a `Client`.
  [[nodiscard]] std::string runtime(const std::string& name) const;

  /// Whether a type of the author hides a type of the language's own library.
  [[nodiscard]] bool is_taken(const std::string& name) const { return taken_.contains(name); }

  /// How to import or export a name of the runtime: `Client`, `Client as VgenClient`.
  [[nodiscard]] std::string runtime_specifier(const std::string& name) const;

  /// The exports of the runtime in `index.ts`, in alphabetical order.
  static const std::vector<RuntimeExport>& runtime_exports();

  /// The types of the runtime that `index.ts` also exports if there are channels.
  static const std::vector<std::string>& channel_exports();
  /// The same for topics whose subscribers see each other.
  static const std::vector<std::string>& presence_exports();

  /// The same for RPC.
  static const std::vector<std::string>& rpc_exports();

  /// The same for streams.
  static const std::vector<std::string>& stream_exports();

 private:
  void take_types(const model::ApiModel& api);
  void take_problems(const model::ApiModel& api);
  void take_failures(const model::ApiModel& api);
  void take_functions(const model::ApiModel& api);
  void take_channels(const model::ApiModel& api);
  void take_api_names(const model::ApiModel& api);
  std::string take(std::string name);

  const model::ApiModel& api_;
  std::set<std::string> taken_;
  std::map<model::StructIndex, std::string> problems_;
  std::map<model::FunctionIndex, std::string> failures_;
  std::vector<std::string> functions_;
  std::vector<std::string> channels_;
  std::vector<std::string> openers_;
  std::string rpc_;
  std::string rpc_opener_;
  std::vector<std::string> sent_;
  std::vector<std::string> topic_data_;
  std::string api_error_;
  std::string api_guard_;
};

/// Whether a word of the language has this name, so that no parameter may have it.
bool typescript_is_reserved(std::string_view name);

/// The file of an operation's function, without its ending: its first tag in kebab-case.
std::string typescript_module(const model::ApiModel& api, const model::HttpRoute& operation);

}  // namespace vgen::tool::emit
