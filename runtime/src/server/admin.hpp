/// The listener for operators: `/metrics`, `/healthz`, `/readyz`.
#pragma once

#include "metrics.hpp"

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <functional>
#include <string>

namespace vgen::server {

/// Serves the figures at `/metrics`. They must outlive it. `further` gives lines that come behind
/// them, on any thread; it may be empty.
[[nodiscard]] Api make_admin_api(const Metrics& metrics, std::function<std::string()> further = {});

/// The options of the admin listener of a server with these options.
[[nodiscard]] ServerOptions admin_options(const ServerOptions& options);

}  // namespace vgen::server
