/// A server as a whole program.
#pragma once

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

namespace vgen {

/// Serves an API, or several, until SIGTERM or SIGINT, then stops gracefully:
/// `return vgen::serve(argc, argv, todo::api(…));`.
///
/// Accepts `--host`, `--port` (also the environment variable PORT), `--threads`, `--workers`,
/// `--drain`, `--allowed-hosts`, `--origins`, `--server`, `--tls-certificate`, `--tls-key`,
/// `--tls-client-ca`, `--access-log`, `--rate-limit`, `--trusted-proxies`,
/// `--proxy-headers`, `--admin-port`, `--admin-host`, `--strict-channels`, `--run-task`,
/// `--scheduled-at`, `--version` and `--help`. They have priority over the options given here.
/// systemd may pass a listening socket (`LISTEN_FDS`), and learns the states of the server
/// (`NOTIFY_SOCKET`). SIGHUP reads the files of TLS again, and opens the access log again.
///
/// On AWS Lambda, which sets `AWS_LAMBDA_RUNTIME_API`, it serves the events of the runtime API
/// there and does not listen; see docs/hosts.md.
///
/// Raises the soft limit of open files to the hard one, and ignores SIGPIPE and SIGXFSZ, so that a
/// log that cannot be written does not end the process. Prints `listening on http://HOST:PORT`, or
/// `https`, on standard output when it is ready. Returns the exit code: 0 after a graceful stop,
/// `--help` or `--version`; 2, with one line on standard error, for wrong arguments, files of TLS
/// that it cannot use or an address that it cannot listen on.
int serve(int argc, const char* const* argv, Apis apis, ServerOptions options = ServerOptions());

}  // namespace vgen
