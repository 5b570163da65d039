/// The services of test/golden/sessions.
#pragma once

#include <vgen/runtime.hpp>

namespace sessions {

struct Singletons {};
struct Services {
  vgen::Call& call;
};

}  // namespace sessions
