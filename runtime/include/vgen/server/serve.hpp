/// A server as a whole program.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

namespace vgen {

/// Serves an API until SIGTERM or SIGINT, then stops gracefully: `return vgen::serve(argc, argv,
/// todo::api(…));`.
///
/// Understands `--host`, `--port` (also the environment's PORT), `--threads` and `--help`, which go
/// before the options given here. Prints `listening on http://HOST:PORT` on standard output when it
/// is ready. Returns the exit code: 0 after a graceful stop or `--help`, 2 for arguments that it
/// does not understand and for an address that it cannot listen at, with one line on standard
/// error.
int serve(int argc, const char* const* argv, Api api, ServerOptions options = {});

}  // namespace vgen
