/// What one request needs while it is taken in and answered.
#pragma once

#include "chunk_reader.hpp"
#include "input_buffer.hpp"
#include "output_buffer.hpp"
#include "receive_buffer.hpp"
#include "request_head.hpp"

#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/hosted_call.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace vgen::server {

/// Connections without a request have none: an exchange is lent by the loop, and keeps its memory
/// for the next request of any connection.
struct Exchange {
  explicit Exchange(const CallHost& host) : call(host) {}

  HostedCall call;
  RequestHead head{};
  std::vector<Header> headers;
  Target target{};
  ChunkReader chunks;
  InputBuffer body;              ///< Of a request whose body was not complete with its head.
  InputBuffer head_text;         ///< Its head.
  ReceiveBuffer::Memory memory;  ///< What holds the request while its coroutine runs.
  std::uint64_t body_left = 0;   ///< Of a body with Content-Length that is drained.
  std::size_t drain_budget = 0;
};

/// The exchanges of a loop.
class ExchangePool {
 public:
  /// What they are made with must outlive the pool.
  ExchangePool(const CallHost& host, OutputPool& output) : host_(host), output_(output) {
    free_.reserve(kept);
  }

  [[nodiscard]] std::unique_ptr<Exchange> take() {
    if (free_.empty()) return std::make_unique<Exchange>(host_);
    std::unique_ptr<Exchange> exchange = std::move(free_.back());
    free_.pop_back();
    if (output_.has_text()) lend_text(*exchange);
    return exchange;
  }
  /// Its event has ended.
  void give_back(std::unique_ptr<Exchange> exchange) noexcept {
    exchange->body.shrink(OutputPool::large);
    if (exchange->call.response().body.capacity() > OutputPool::large) take_text(*exchange);
    if (free_.size() < free_.capacity()) free_.push_back(std::move(exchange));
  }

 private:
  static constexpr std::size_t kept = 16;

  [[gnu::noinline]] void lend_text(Exchange& exchange) noexcept {
    std::string& body = exchange.call.response().body;
    if (body.capacity() <= OutputPool::large) body = output_.take_text();
  }
  [[gnu::noinline]] void take_text(Exchange& exchange) noexcept {
    output_.give_back_text(std::exchange(exchange.call.response().body, {}));
  }

  const CallHost& host_;
  OutputPool& output_;
  std::vector<std::unique_ptr<Exchange>> free_;
};

}  // namespace vgen::server
