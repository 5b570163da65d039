/// The memory that one request needs while it is read and answered.
#pragma once

#include "chunk_reader.hpp"
#include "input_buffer.hpp"
#include "output_buffer.hpp"
#include "perimeter.hpp"
#include "receive_buffer.hpp"
#include "request_head.hpp"

#include <vgen/channel/peer.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/multipart_form.hpp>
#include <vgen/websocket/handshake.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vgen::server {

/// The loop lends an exchange to a connection with a request. The exchange keeps its memory for the
/// next request of any connection.
struct Exchange {
  explicit Exchange(CallPool& calls) : borrowed(calls.borrow()), call(*borrowed) {}

  const CallPool::Borrowed borrowed;
  HostedCall& call;

  /// Deletes the files of the form, after its event.
  void end_form() noexcept {
    call.form = nullptr;
    form.reset();
  }

  RequestHead head{};
  std::vector<Header> headers;
  Target target{};
  ChunkReader chunks;
  InputBuffer body;              ///< The body of a request, if it did not arrive with its head.
  InputBuffer head_text;         ///< The head of that request.
  ReceiveBuffer::Memory memory;  ///< The memory of the request while its coroutine runs.
  std::uint64_t body_left = 0;   ///< The bytes that are left of a drained body.
  std::size_t drain_budget = 0;
  std::unique_ptr<MultipartForm> form;    ///< The body, if it is one with files.
  std::size_t form_bytes = 0;             ///< What has arrived of it since its time began.
  std::unique_ptr<Peer> opening;          ///< For the websocket that the request asks for.
  websocket::BrowserToken browser_token;  ///< Of that request, which has views of it.
  std::unique_ptr<Around> around;         ///< Made for the first request that needs it.
  Around* answers_for = nullptr;  ///< What surrounds the request for which this one answers.
};

/// The exchanges of a loop.
class ExchangePool {
 public:
  /// Both must outlive the pool.
  ExchangePool(CallPool& calls, OutputPool& output) : calls_(calls), output_(output) {}
  ~ExchangePool() {
    while (count_ != 0) delete free_[--count_];
  }
  ExchangePool(const ExchangePool&) = delete;
  ExchangePool& operator=(const ExchangePool&) = delete;

  [[nodiscard]] Exchange* take() {
    if (count_ == 0) return new Exchange(calls_);
    Exchange* const exchange = free_[--count_];
    if (output_.has_text()) lend_text(exchange->call.response().written);
    return exchange;
  }
  /// Its event has ended.
  void give_back(Exchange* exchange) noexcept {
    if (exchange->opening != nullptr) exchange->opening.reset();
    if (exchange->form != nullptr) exchange->end_form();
    exchange->body.shrink(OutputPool::large);
    Response& response = exchange->call.response();
    if (response.written.capacity() > OutputPool::large) output_.give_back_text(response.written);
    if (response.body.capacity() > OutputPool::large) std::string().swap(response.body);
    if (count_ == free_.size()) {
      delete exchange;
    } else {
      free_[count_++] = exchange;
    }
  }

 private:
  void lend_text(TextBuffer& text) noexcept {
    if (text.capacity() <= OutputPool::large) text = output_.take_text();
  }

  CallPool& calls_;
  OutputPool& output_;
  std::array<Exchange*, 256> free_;  ///< The first `count_` are valid.
  std::size_t count_ = 0;
};

}  // namespace vgen::server
