/// The bytes of one connection, over any stream of Asio. Programs include `vgen/beast.hpp`.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen::beast::detail {

/// The outcome of one attempt to receive or send, without waiting.
struct Transferred {
  enum class Kind : unsigned char {
    bytes,
    wait,  ///< Nothing now. A report says when.
    end,   ///< The client sends no more.
    failed,
  };
  Kind kind = Kind::bytes;
  std::size_t bytes = 0;
};

/// What has changed.
struct TransportReport {
  bool readable = false;
  bool writable = false;
  bool hung_up = false;  ///< The client sends no more, or the connection is broken.
  bool broken = false;   ///< Nobody will see an answer.
};

/// The receiver of reports. It may destroy the transport.
class TransportOwner {
 public:
  virtual void report(TransportReport report) = 0;
  /// An operation has ended after `close`.
  virtual void operation_ended() = 0;

 protected:
  TransportOwner() = default;
  ~TransportOwner() = default;
  TransportOwner(const TransportOwner&) = default;
  TransportOwner& operator=(const TransportOwner&) = default;
};

/// What the operations of a transport need.
struct TransportHost {
  TransportOwner* owner = nullptr;
  boost::asio::any_io_executor strand{};  ///< All operations and reports are on it.
  std::shared_ptr<void> keep{};           ///< Must live while operations run.
};

/// Belongs to one strand. Stays alive while it is `in_use`.
class Transport {
 public:
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Begins, on the strand. Reports when bytes may be sent. `buffered` was already received.
  virtual void start(const TransportHost& host, std::string buffered) = 0;
  [[nodiscard]] virtual Transferred receive(std::span<char> space) = 0;
  /// Sends a part of two pieces of text.
  [[nodiscard]] virtual Transferred send(std::string_view first, std::string_view second) = 0;
  /// Whether something was received and not read yet.
  [[nodiscard]] virtual bool has_input() const = 0;
  /// Whether bytes that were taken by `send` are still on their way.
  [[nodiscard]] virtual bool sending() const noexcept = 0;
  [[nodiscard]] virtual bool in_use() const noexcept = 0;
  /// Asks for the next report of these kinds.
  virtual void watch(bool readable, bool writable) = 0;
  /// Reports soon that it is readable.
  virtual void tell_again() = 0;
  /// After what was sent before.
  virtual void stop_sending() = 0;
  virtual void close() = 0;

 protected:
  Transport() = default;
};

}  // namespace vgen::beast::detail
