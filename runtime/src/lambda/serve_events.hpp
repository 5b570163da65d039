/// A program as the function of AWS Lambda.
#pragma once

#include "runtime_api.hpp"

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

namespace vgen::lambda {

/// Serves the events that the runtime API hands out, until somebody calls its `stop`. Throws as
/// `vgen::Server` does, which the runtime API hears too, and as `RuntimeApi` does.
void serve_events(RuntimeApi& api, Apis apis, const ServerOptions& options);

}  // namespace vgen::lambda
