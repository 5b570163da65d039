/// The server that a test asks by HTTP: on epoll, on Boost.Beast, or as the function of AWS Lambda
/// behind a gateway. VGEN_TEST_SERVER chooses, see `server_kind.hpp`.
#pragma once

#include "test/support/lambda_gateway.hpp"
#include "test/support/server_kind.hpp"

#include <vgen/dispatch/api.hpp>
#include <vgen/server/serve.hpp>
#include <vgen/server/server.hpp>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace vgen_test {

/// A program that does nothing but `vgen::serve`, in a thread, as the function of Lambda.
class LambdaFunction {
 public:
  LambdaFunction(vgen::Apis apis, vgen::ServerOptions options,
                 const LambdaGateway::Behaviour& behaviour = {})
      : gateway(behaviour) {
    ::setenv("AWS_LAMBDA_RUNTIME_API", gateway.runtime_api().c_str(), 1);
    thread_ = std::thread([this, apis = std::move(apis), options = std::move(options)]() mutable {
      const char* const words[] = {"bootstrap"};
      exit_code_ = vgen::serve(1, words, std::move(apis), std::move(options));
    });
  }
  ~LambdaFunction() { stop(); }
  LambdaFunction(const LambdaFunction&) = delete;
  LambdaFunction& operator=(const LambdaFunction&) = delete;

  /// Takes the runtime API away, and returns the exit code of the program.
  int stop() {
    gateway.stop();
    return wait();
  }
  /// Returns the exit code of a program that ends by itself.
  int wait() {
    if (thread_.joinable()) thread_.join();
    ::unsetenv("AWS_LAMBDA_RUNTIME_API");
    return exit_code_;
  }

  LambdaGateway gateway;

 private:
  int exit_code_ = -1;
  std::thread thread_;
};

class AnyServer {
 public:
  AnyServer(vgen::Apis apis, const vgen::ServerOptions& options) {
    if (on_lambda()) {
      function_ = std::make_unique<LambdaFunction>(std::move(apis), options);
    } else {
      server_ = std::make_unique<vgen::Server>(std::move(apis), options);
    }
  }

  [[nodiscard]] std::uint16_t port() const {
    return server_ ? server_->port() : function_->gateway.port();
  }
  void stop() {
    if (server_) server_->stop();
    if (function_) function_->stop();
  }

 private:
  std::unique_ptr<vgen::Server> server_;
  std::unique_ptr<LambdaFunction> function_;
};

}  // namespace vgen_test
