/// The functions of the rows API need nothing.
#pragma once

#include "api.gen.hpp"

namespace rows {

struct Services {};

/// What all calls share.
struct Nothing {};

inline vgen::Api make_api(Nothing& nothing) {
  return api(nothing, [](Nothing&, vgen::Call&) { return Services{}; });
}

}  // namespace rows
