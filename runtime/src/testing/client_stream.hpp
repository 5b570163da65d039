/// A stream whose client is a test.
#pragma once

#include "memory_host.hpp"

#include <vgen/channel/request_copy.hpp>
#include <vgen/dispatch/http_stream.hpp>
#include <vgen/testing/events.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vgen::testing {

/// The host of one stream. Keeps what the server sends.
class ClientStream final : private StreamPort, private Completion {
 public:
  /// The host must outlive it. The request is copied.
  ClientStream(MemoryHost& host, const Request& request);
  ~ClientStream();
  ClientStream(const ClientStream&) = delete;
  ClientStream& operator=(const ClientStream&) = delete;

  /// Dispatches the request, whose target is a subscription.
  void open(const Target& target);
  /// Waits until the stream has ended. What it has sent is the body of the response.
  void run_to_end();
  /// Takes up to the next empty line.
  [[nodiscard]] Event receive();
  [[nodiscard]] std::string receive_text();
  void close();
  /// Sends heartbeats.
  void tick();

  [[nodiscard]] bool is_open() const noexcept { return is_running_; }
  [[nodiscard]] bool is_complete() const noexcept { return is_complete_; }

  Response response{.status = 0};

 private:
  // StreamPort
  void begin_body(HostedCall& call) override { response = call.response(); }
  void write(std::string_view bytes) override { text_ += bytes; }
  [[nodiscard]] Fanout& fanout(HubCore& hub) override {
    return host_.channels.fanouts.of(hub, *host_.channels.executor, host_.channels.log);
  }
  [[nodiscard]] std::size_t unsent() const noexcept override { return text_.size(); }
  void end_body(bool is_complete) noexcept override { is_complete_ = is_complete; }

  void completed(HostedCall& call) noexcept override;
  void taken();

  MemoryHost& host_;
  std::string body_;
  RequestCopy request_;
  CallPool::Borrowed call_;
  std::unique_ptr<HttpStream> stream_;
  std::string text_;  ///< Sent and not taken.
  bool is_running_ = false;
  bool is_complete_ = false;
};

}  // namespace vgen::testing
