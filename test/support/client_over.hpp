/// The two ways by which a generated client reaches an API in the tests.
#pragma once

#include "test/support/running_loop.hpp"

#include <vgen/client/options.hpp>
#include <vgen/testing/transport.hpp>

#include <memory>
#include <string>
#include <utility>

namespace vgen_test {

enum class Way { memory, sockets };

/// An API, and the options of a client that calls it. Must outlive the client.
class Reached {
 public:
  Reached(vgen::Api api, Way way) {
    if (way == Way::memory) {
      options.base_url = "http://memory";
      options.transport = vgen::testing::transport(std::move(api));
    } else {
      loop_ = std::make_unique<RunningLoop>(std::move(api));
      options.base_url = "http://127.0.0.1:" + std::to_string(loop_->port());
    }
    options.on_wait = [](std::chrono::milliseconds) {};
  }

  vgen::client::Options options;

 private:
  std::unique_ptr<RunningLoop> loop_;
};

}  // namespace vgen_test
