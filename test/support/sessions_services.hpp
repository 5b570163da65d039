/// The services of test/golden/sessions.
#pragma once

#include <vgen/runtime.hpp>

#include <vector>

namespace sessions {

struct Singletons {
  std::vector<vgen::StopReason> ends{};  ///< Why streams have ended.
};
struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

}  // namespace sessions
