#include "tools/vgen/analysis/wiring/check_topic_routes.hpp"

#include "tools/vgen/analysis/wiring/guard_functions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredType;

class TopicRouteChecker {
 public:
  explicit TopicRouteChecker(Workspace& workspace) : workspace_(workspace) {}

  void check(const WrittenTopicRoute& written, std::vector<model::TopicRoute>& routes);

 private:
  void check_permission(const WrittenTopicRoute& written, model::TopicRoute& route);
  void refuse_permission(const Written<frontend::FunctionValue>& permission,
                         const model::Topic& topic, std::string_view why);
  bool takes_parameters(const std::vector<DeclaredType>& given, const model::Topic& topic) const;
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
};

/// `bool(Services&, const std::string&, const Session&)`, for a message.
std::string permission_form(const Workspace& workspace, const model::Topic& topic) {
  std::vector<std::string> parameters = {"Services&"};
  for (const model::TopicParameter& parameter : topic.parameters)
    parameters.push_back(fmt::format("const {}&", workspace.api.types[parameter.type].cpp));
  parameters.emplace_back("const Session&");
  return fmt::format("bool({})", fmt::join(parameters, ", "));
}

void TopicRouteChecker::refuse_permission(const Written<frontend::FunctionValue>& permission,
                                          const model::Topic& topic, std::string_view why) {
  workspace_.report(with_note(
      make_diagnostic(
          Rule::topic_permission, permission.range,
          fmt::format("'{}' cannot be the permission of '{}': {}", permission.value.name, topic.cpp,
                      why),
          fmt::format("declare it as {} or with Task<bool>", permission_form(workspace_, topic))),
      "it is declared here", permission.value.declaration));
}

/// Whether the parameters behind the services begin with those of the topic.
bool TopicRouteChecker::takes_parameters(const std::vector<DeclaredType>& given,
                                         const model::Topic& topic) const {
  if (given.size() < topic.parameters.size() + 1) return false;
  for (std::size_t i = 0; i < topic.parameters.size(); ++i) {
    if (referred(given[i + 1]) != workspace_.api.types[topic.parameters[i].type].cpp) return false;
  }
  return true;
}

void TopicRouteChecker::check_permission(const WrittenTopicRoute& written,
                                         model::TopicRoute& route) {
  const model::Topic& topic = workspace_.api.topics[route.topic];
  const Written<frontend::FunctionValue>& permission = *written.permission;
  const std::vector<DeclaredType>& given = permission.value.parameters;
  const PermissionResult result = permission_result(permission.value);
  if (result == PermissionResult::other)
    return refuse_permission(permission, topic, "its result is not bool");
  if (given.empty() || referred(given.front()) != workspace_.api.services)
    return refuse_permission(permission, topic, "its first parameter is not the services");
  if (!takes_parameters(given, topic))
    return refuse_permission(permission, topic, "it does not take the parameters of the topic");
  const std::size_t own = topic.parameters.size() + 1;
  const bool has_session =
      given.size() == own + 1 && referred(given[own]) == workspace_.api.session;
  if (given.size() != own && !has_session)
    return refuse_permission(permission, topic, "it takes something else than the session");
  route.permission = permission.value.name;
  route.takes_session = has_session;
  route.is_task = result == PermissionResult::task;
}

void TopicRouteChecker::check(const WrittenTopicRoute& written,
                              std::vector<model::TopicRoute>& routes) {
  if (!written.topic) {
    if (written.is_readable)
      report(Rule::missing_setting, written.range, "this needs a topic", "add .topic = …");
    return;
  }
  const auto known = workspace_.topic_of.find(written.topic->value);
  if (known == workspace_.topic_of.end() || known->second == unresolved) return;  // is reported
  model::TopicRoute route{.topic = known->second, .permission = {}, .location = written.range};
  const auto first = std::ranges::find(routes, route.topic, &model::TopicRoute::topic);
  const model::Topic& topic = workspace_.api.topics[route.topic];
  if (first != routes.end()) {
    workspace_.report(
        with_note(make_diagnostic(Rule::duplicate_topic, written.range,
                                  fmt::format("the channel has '{}' twice", topic.cpp),
                                  "keep one of the two"),
                  "the first one is here", first->location));
    return;
  }
  if (written.permission) {
    check_permission(written, route);
  } else if (written.is_readable && !workspace_.api.session.empty()) {
    report(Rule::open_topic, written.range,
           fmt::format("every client of the channel may subscribe to '{}'", topic.cpp),
           fmt::format("add .permission = …, a {}", permission_form(workspace_, topic)));
  }
  routes.push_back(std::move(route));
}

}  // namespace

std::vector<model::TopicRoute> check_topic_routes(Workspace& workspace,
                                                  const WrittenChannel& channel) {
  TopicRouteChecker checker(workspace);
  std::vector<model::TopicRoute> routes;
  for (const WrittenTopicRoute& written : channel.topics) checker.check(written, routes);
  return routes;
}

}  // namespace vgen::tool::analysis
