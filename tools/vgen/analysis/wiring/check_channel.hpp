#pragma once

#include "tools/vgen/analysis/wiring/check_doors.hpp"
#include "tools/vgen/analysis/wiring/check_http.hpp"
#include "tools/vgen/analysis/wiring/written_channel.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::tool::analysis {

/// Checks channels and adds them to the model: handlers, the values of messages, the path.
class ChannelChecker {
 public:
  ChannelChecker(Workspace& workspace, DoorChecker& doors, HttpChecker& http)
      : workspace_(workspace), doors_(doors), http_(http) {}

  void check(const WrittenChannel& channel);

 private:
  using WrittenFunction = std::optional<Written<frontend::FunctionValue>>;

  [[nodiscard]] bool has_needed_settings(const WrittenChannel& channel);
  void check_name(const WrittenChannel& channel);
  std::optional<model::FunctionIndex> find_handler(const WrittenFunction& written,
                                                   model::FunctionKind kind,
                                                   std::string_view setting);
  void check_path(const WrittenChannel& channel, model::Channel& checked);
  std::optional<model::ChannelMessage> check_message(const WrittenMessage& message,
                                                     const model::Channel& channel);
  std::optional<model::ChannelMessage> check_default(const WrittenFunction& written,
                                                     std::string_view raw_type,
                                                     const model::Channel& channel);
  void check_members(model::FunctionIndex function, const model::Channel& channel);
  void check_members(const std::optional<model::TypeIndex>& type, const model::Channel& channel);
  model::Guards opening_guards(const WrittenChannel& channel, const model::Channel& checked);
  model::Guards message_guards(const WrittenMessage& message, const model::Function& function,
                               bool needs_session);
  bool is_name(const Written<std::string>& written, std::string_view what);
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  DoorChecker& doors_;
  HttpChecker& http_;
  std::map<std::string, SourceRange> names_;
  std::map<std::string, SourceRange> values_;  ///< Of the messages of the present channel.
  WrittenPolicy around_;                       ///< The middleware of the present channel.
};

}  // namespace vgen::tool::analysis
