#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The table of topics, and what it refers to.
struct TopicsView {
  ViewList readers;  ///< Of parameters whose types alone are not enough.
  ViewList rows;
};

/// For these topics.
TopicsView topics_view(const model::ApiModel& api, const std::vector<model::TopicIndex>& topics,
                       CppConstants& constants);

/// The row of a topic to which the clients of a channel may subscribe.
std::string topic_route_row(const model::ApiModel& api, const model::TopicRoute& route);

}  // namespace vgen::tool::emit
