#include <vgen/server/serve.hpp>

#include "redis.hpp"

#include "runtime/src/lambda/runtime_api.hpp"
#include "runtime/src/lambda/serve_events.hpp"
#include "runtime/src/server/arguments.hpp"
#include "runtime/src/server/process.hpp"
#include "runtime/src/server/run_task.hpp"
#include "runtime/src/server/systemd.hpp"

#include <vgen/server/server.hpp>

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace vgen {
namespace {

/// Waits for SIGTERM and SIGINT, and for SIGHUP if it reloads. Made before any thread, so that all
/// threads block these signals.
class StopSignals {
 public:
  explicit StopSignals(bool reloads) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    if (reloads) sigaddset(&signals_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  }
  ~StopSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Returns after a signal to stop.
  template <class Reload>
  void wait(const Reload& reload) {
    int signal = 0;
    for (sigwait(&signals_, &signal); signal == SIGHUP; sigwait(&signals_, &signal)) reload();
    // A second signal ends the process at once.
    pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  }
  /// Returns after any signal, and says which one.
  [[nodiscard]] int wait_for_one() const {
    int signal = 0;
    sigwait(&signals_, &signal);
    return signal;
  }
  /// What the signal does to a process that does not wait for it.
  static void end_process(int signal) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, signal);
    pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
    raise(signal);
  }

 private:
  sigset_t signals_{};
  sigset_t before_{};
};

void print(std::FILE* file, const std::string& text) {
  std::fputs(text.c_str(), file);
  std::fflush(file);
}

/// Lets a signal to stop end the loop of events, on a thread of its own.
class StopByLambda {
 public:
  StopByLambda(const StopSignals& signals, lambda::RuntimeApi& api)
      : thread_([this, &signals, &api] {
          static_cast<void>(signals.wait_for_one());
          if (is_over_) return;
          api.stop();
          const int second = signals.wait_for_one();
          if (!is_over_) StopSignals::end_process(second);
        }) {}
  /// The thread still waits for a signal, so it gets one.
  ~StopByLambda() {
    is_over_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }
  StopByLambda(const StopByLambda&) = delete;
  StopByLambda& operator=(const StopByLambda&) = delete;

 private:
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
};

/// The address of Lambda's runtime API; empty if this is not a function of Lambda.
std::string runtime_api() {
  const char* const address = std::getenv("AWS_LAMBDA_RUNTIME_API");
  return address != nullptr ? address : "";
}

void serve_lambda(const std::string& address, Apis apis, const ServerOptions& options) {
  const StopSignals signals(false);
  const std::shared_ptr<Redis> redis = server::open_redis(options);
  lambda::RuntimeApi api(address);
  const StopByLambda stop(signals, api);
  print(stdout, "serving the events of AWS Lambda\n");
  lambda::serve_events(api, server::on_redis(std::move(apis), redis.get()),
                       server::on_redis(options, redis));
}

/// Wrong files must not end a server that runs.
void reload(Server& server) {
  try {
    server.reload_tls();
  } catch (const std::exception& error) {
    print(stderr, std::string("the TLS files were not loaded again: ") + error.what() + "\n");
  }
  try {
    server.reopen_log();
  } catch (const std::exception& error) {
    print(stderr, std::string(error.what()) + "\n");
  }
}

}  // namespace

int serve(int argc, const char* const* argv, Apis apis, ServerOptions options) {
  server::prepare_process();
  server::Arguments arguments = server::read_arguments(
      argc, argv, options, server::version_line(apis), server::task_lines(apis));
  if (arguments.exit_code) {
    print(*arguments.exit_code == 0 ? stdout : stderr, arguments.text);
    return *arguments.exit_code;
  }
  options = std::move(arguments.options);
  try {
    if (!arguments.task.empty()) {
      const auto now = std::chrono::system_clock::now();
      const std::shared_ptr<Redis> redis = server::open_redis(options);
      return server::run_task(server::on_redis(std::move(apis), redis.get()),
                              server::on_redis(options, redis), arguments.task,
                              arguments.scheduled_at.value_or(now));
    }
    if (const std::string address = runtime_api(); !address.empty()) {
      serve_lambda(address, std::move(apis), options);
      return 0;
    }
    const Descriptor passed = server::passed_socket();
    if (passed.good()) options.listener = passed.get();
    StopSignals signals(options.tls.is_set() || !options.access_log_file.empty());
    Server server(std::move(apis), options);
    print(stdout, "listening on " + server.url() + "\n");
    if (!server.admin_url().empty())
      print(stdout, "metrics on " + server.admin_url() + "/metrics\n");
    server::notify_manager("READY=1");
    signals.wait([&] { reload(server); });
    server::notify_manager("STOPPING=1");
    server.stop();
    return 0;
  } catch (const std::system_error& error) {
    print(stderr, std::string(error.what()) + "\n");
  } catch (const std::exception& error) {
    print(stderr, std::string("cannot serve: ") + error.what() + "\n");
  }
  return 2;
}

}  // namespace vgen
