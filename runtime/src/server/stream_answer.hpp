/// An HTTP answer that is a stream.
#pragma once

#include "flush_list.hpp"
#include "http_protocol.hpp"

#include <vgen/dispatch/http_stream.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen::server {

/// Sends the body of a stream in chunks (RFC 9112, section 7.1). Lives from the request to the end
/// of its event.
class HttpProtocol::StreamAnswer final : public StreamPort {
 public:
  explicit StreamAnswer(HttpProtocol& protocol);
  ~StreamAnswer();
  StreamAnswer(const StreamAnswer&) = delete;
  StreamAnswer& operator=(const StreamAnswer&) = delete;

  void tick(std::chrono::steady_clock::time_point now);
  /// Ends the stream if it is its turn.
  void stop();
  [[nodiscard]] bool is_complete() const noexcept { return is_complete_; }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

  void begin_body(HostedCall& call) override;
  void write(std::string_view bytes) override;
  [[nodiscard]] Fanout& fanout(HubCore& hub) override;
  [[nodiscard]] std::size_t unsent() const noexcept override { return protocol_.output_.waiting(); }
  void end_body(bool is_complete) noexcept override { is_complete_ = is_complete; }

 private:
  HttpProtocol& protocol_;
  Counted counted_;
  FlushList::Entry flush_;
  std::uint64_t bytes_ = 0;  ///< Of the body.
  bool is_complete_ = false;

 public:
  HttpStream stream;
};

}  // namespace vgen::server
