#pragma once

#include "tools/vgen/model/api_model.hpp"

/// Models made by hand, so that the tests of the emitters need no parser.
namespace vgen::tool::test {

/// Two operations of a shop: `listOrders` with parameters in each place except the body, and
/// `changeOrder`, which needs a session, reads path and body, and may answer 404 and 422.
model::ApiModel sample_model();

/// The HTTP route that is the door of this number.
inline model::HttpRoute& http_route(model::ApiModel& api, std::size_t door) {
  return std::get<model::HttpRoute>(api.doors.at(door));
}

}  // namespace vgen::tool::test
