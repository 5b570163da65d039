#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace vgen::tool::analysis {
namespace {

using model::TypeIndex;

/// Refuses files by their places: in members, in results, and in what other doors read.
class FileChecker {
 public:
  explicit FileChecker(Workspace& workspace)
      : workspace_(workspace), api_(workspace.api), is_input_(api_.structs.size(), false) {}

  void check() {
    for (const model::Function& function : api_.functions) check_types(function);
    for (const model::Topic& topic : api_.topics) {
      refuse_output(topic.type, topic.cpp, topic.location);
      if (topic.presence) refuse_output(*topic.presence, topic.cpp, topic.location);
    }
    for (model::StructIndex i = 0; i < api_.structs.size(); ++i) check_members(i);
  }

 private:
  void check_types(const model::Function& function);
  void check_members(model::StructIndex index);
  void check_callers(const model::Function& function, const model::Struct& input);
  void refuse_output(TypeIndex type, const std::string& name, const SourceRange& place);
  [[nodiscard]] bool leads_to_file(TypeIndex type) const;
  [[nodiscard]] bool is_file(TypeIndex type) const;
  [[nodiscard]] bool may_be_member(TypeIndex type) const;
  void report(const SourceRange& range, std::string message, std::string help) {
    workspace_.report(
        make_diagnostic(Rule::file_place, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  const model::ApiModel& api_;
  std::vector<bool> is_input_;  ///< The structs whose members are the input of a function.
};

/// Whether a type has a file in it, also in members.
bool FileChecker::leads_to_file(TypeIndex type) const {
  if (type == unresolved) return false;
  if (model::holds_file(api_, type)) return true;
  std::vector<bool> reached(api_.structs.size(), false);
  model::reach_structs(api_, type, reached);
  for (model::StructIndex i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    if (std::ranges::any_of(api_.structs[i].fields, [&](const model::Field& field) {
          return model::holds_file(api_, field.type);
        }))
      return true;
  }
  return false;
}

bool FileChecker::is_file(TypeIndex type) const {
  const auto& kind = api_.types[type].kind;
  if (const auto* alias = std::get_if<model::AliasReference>(&kind))
    return is_file(api_.aliases[alias->index].type);
  return std::holds_alternative<model::File>(kind);
}

/// A file, an optional one, or a list of them.
bool FileChecker::may_be_member(TypeIndex type) const {
  if (is_file(type)) return true;
  const auto& kind = api_.types[type].kind;
  if (const auto* optional = std::get_if<model::Optional>(&kind)) return is_file(optional->value);
  const auto* list = std::get_if<model::List>(&kind);
  return list != nullptr && is_file(list->item) && !list->fixed_size && !list->unique &&
         api_.types[type].cpp.starts_with("std::vector<");
}

void FileChecker::refuse_output(TypeIndex type, const std::string& name, const SourceRange& place) {
  if (!leads_to_file(type)) return;
  report(place, fmt::format("'{}' sends a vgen::File, but files are only received", name),
         "to answer with a file, return void and call call.file(path)");
}

void FileChecker::check_types(const model::Function& function) {
  if (function.output) refuse_output(*function.output, function.cpp, function.location);
  for (const model::DeclaredError& error : function.errors) {
    for (const model::Field& field : api_.structs[error.type].fields)
      refuse_output(field.type, api_.structs[error.type].cpp, field.location);
  }
  if (!function.input || *function.input == unresolved) return;
  const std::optional<model::StructIndex> input = model::struct_of(api_, *function.input);
  if (input) {
    is_input_[*input] = true;
    return check_callers(function, api_.structs[*input]);
  }
  if (!leads_to_file(*function.input)) return;
  report(function.location,
         fmt::format("the input of '{}' is not a struct, so it cannot have a file", function.cpp),
         "give it a struct with the file as a member");
}

/// Only routes with a body read parts of a form.
void FileChecker::check_callers(const model::Function& function, const model::Struct& input) {
  const bool has_file = std::ranges::any_of(
      input.fields, [&](const model::Field& field) { return model::holds_file(api_, field.type); });
  if (!has_file) return;
  if (function.kind == model::FunctionKind::subscription)
    return report(function.location,
                  fmt::format("'{}' takes a file, and a subscription has none", function.cpp),
                  "take the file by a function of its own");
  const auto index = static_cast<model::FunctionIndex>(&function - api_.functions.data());
  const auto calls = [&](const auto& caller) { return caller.function == index; };
  const bool is_message = std::ranges::any_of(api_.channels, [&](const model::Channel& channel) {
    return channel.open == index || channel.close == index ||
           std::ranges::any_of(channel.messages, calls) ||
           (channel.message && calls(*channel.message)) ||
           (channel.binary && calls(*channel.binary));
  });
  if (!is_message && std::ranges::none_of(api_.rpc, calls)) return;
  report(function.location,
         fmt::format("'{}' takes a file, and a websocket has none", function.cpp),
         "give it HTTP routes only");
}

void FileChecker::check_members(model::StructIndex index) {
  const model::Struct& record = api_.structs[index];
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const model::Field& field = record.fields[i];
    if (field.type == unresolved || !model::holds_file(api_, field.type)) continue;
    const frontend::DeclaredField* declared = workspace_.origins[index][i].field;
    const SourceRange& place = declared != nullptr ? declared->type_range : field.location;
    if (!may_be_member(field.type)) {
      report(place, fmt::format("'{}' holds a file in a form that no client can send", field.name),
             "use vgen::File, std::optional<vgen::File> or std::vector<vgen::File>");
    } else if (!is_input_[index]) {
      report(place,
             fmt::format("'{}' is a file, but '{}' is not the input of a function", field.name,
                         record.cpp),
             "make the file a member of the input itself");
    } else if (field.constraints.pattern || field.constraints.format) {
      report(place, fmt::format("'{}' is a file, and has no text", field.name),
             "remove @pattern and @format; @minLength and @maxLength are numbers of bytes");
    }
  }
}

}  // namespace

void check_files(Workspace& workspace) {
  FileChecker(workspace).check();
}

}  // namespace vgen::tool::analysis
