#include "serve_events.hpp"

#include "lambda_host.hpp"

#include "runtime/src/server/standard_log.hpp"

#include <vgen/core/log.hpp>

#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace vgen::lambda {
namespace {

/// Libraries for X-Ray look for it here.
void set_trace(const std::string& trace_id) {
  constexpr const char* name = "_X_AMZN_TRACE_ID";
  if (trace_id.empty()) {
    ::unsetenv(name);
  } else {
    ::setenv(name, trace_id.c_str(), 1);
  }
}

std::unique_ptr<LambdaHost> make_host(RuntimeApi& api, Apis apis, const ServerOptions& options) {
  try {
    return std::make_unique<LambdaHost>(std::move(apis), options);
  } catch (const std::exception& error) {
    api.report_init_error(error.what());
    throw;
  }
}

}  // namespace

void serve_events(RuntimeApi& api, Apis apis, const ServerOptions& options) {
  const std::unique_ptr<LogSink> own_log =
      options.log == nullptr ? server::make_standard_log() : nullptr;
  ServerOptions logged = options;
  if (own_log != nullptr) logged.log = own_log.get();
  const std::unique_ptr<LambdaHost> host = make_host(api, std::move(apis), logged);
  while (const std::optional<Invocation> invocation = api.next()) {
    set_trace(invocation->trace_id);
    const Outcome outcome = host->handle(*invocation);
    if (!api.report(invocation->id, outcome))
      Logger(logged.log, invocation->id).error("Lambda has not taken the outcome of the event");
  }
}

}  // namespace vgen::lambda
