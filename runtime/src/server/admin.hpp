/// The listener for operators: `/metrics`, `/healthz`, `/readyz`.
#pragma once

#include "metrics.hpp"

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

namespace vgen::server {

/// Serves the figures at `/metrics`. They must outlive it.
[[nodiscard]] Api make_admin_api(const Metrics& metrics);

/// The options of the admin listener of a server with these options.
[[nodiscard]] ServerOptions admin_options(const ServerOptions& options);

}  // namespace vgen::server
