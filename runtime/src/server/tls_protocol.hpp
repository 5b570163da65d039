/// TLS around another protocol, without I/O.
#pragma once

#include "input_buffer.hpp"
#include "output_buffer.hpp"
#include "protocol.hpp"
#include "protocol_host.hpp"
#include "tls_context.hpp"

#include <openssl/types.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::server {

/// Decrypts what was received for the inner protocol, and encrypts what it sends. Keeps encrypted
/// input only while the inner protocol wants none, and a limited amount of encrypted output.
class TlsProtocol final : public Protocol, private Driver {
 public:
  /// Host and driver must outlive it.
  TlsProtocol(TlsContext context, ProtocolHost& host, Driver& driver, std::string remote_address);
  ~TlsProtocol() override;

  [[nodiscard]] bool wants_input() const noexcept override;
  void received(std::string_view bytes) override;
  /// The text before it may be cut off, which the inner protocol finds by itself.
  void received_end() override;
  void peer_closed() noexcept override;

  [[nodiscard]] Pieces pending() override;
  bool sent(std::size_t bytes) override;
  [[nodiscard]] std::size_t unsent() const noexcept override {
    return output_.unsent() + inner_->unsent();
  }

  [[nodiscard]] bool finished() const noexcept override { return phase_ == Phase::closed; }
  [[nodiscard]] bool busy() const noexcept override;
  [[nodiscard]] bool running() const noexcept override { return inner_->running(); }

  /// A handshake may take as long as the head of a request.
  void tick() override;
  void begin_stop() noexcept override;
  void stop_running(StopReason reason) noexcept override { inner_->stop_running(reason); }
  CutOff cut_off() noexcept override;
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> idle_since()
      const noexcept override;

 private:
  enum class Phase : unsigned char {
    handshake,
    open,
    closed,  // nothing more is sent after the output
  };
  /// The protocol that takes over when the output of the inner one is encrypted.
  struct Next {
    std::unique_ptr<Protocol> protocol;
    std::string leftover;
  };
  /// The functions by which OpenSSL reads and writes.
  struct Wire;

  void resumed() noexcept override {
    if (!failing_) driver_.resumed();
  }
  void become(std::unique_ptr<Protocol> next, std::string leftover) override;

  void go_on();
  void take_input();
  void give_output();
  [[nodiscard]] bool take_record();
  [[nodiscard]] bool may_take_more() const noexcept;
  void write(const Pieces& pieces);
  void change_protocol();
  void fail() noexcept;

  TlsContext context_;
  ProtocolHost& host_;
  Driver& driver_;
  SSL* ssl_;
  std::string_view input_;  ///< Encrypted, received and not used yet.
  InputBuffer kept_;        ///< The same after the call that has received it.
  OutputBuffer output_;     ///< Encrypted.
  std::unique_ptr<Protocol> inner_;
  std::unique_ptr<Next> next_;
  Phase phase_ = Phase::handshake;
  bool touched_ = false;  ///< Something was received.
  bool ended_ = false;    ///< The client sends no more.
  bool peer_closed_ = false;
  bool stopping_ = false;
  bool failing_ = false;  ///< Inside `fail`, where reactions of a coroutine must not act.
  std::chrono::steady_clock::time_point since_;
};

}  // namespace vgen::server
