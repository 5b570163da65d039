/// Connections that have output which nobody has sent yet.
#pragma once

#include "protocol.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <vector>

namespace vgen::server {

/// Sends what handlers have written outside of the functions of their protocol: once for all, after
/// the other work that is ready. So ten messages of a handler need one system call. Belongs to one
/// thread.
class FlushList {
 public:
  /// The place of one connection in the list.
  struct Entry {
    Driver& driver;
    bool is_listed = false;
  };

  /// The executor must outlive the list.
  explicit FlushList(const boost::asio::any_io_executor* executor) : executor_(executor) {}
  FlushList(const FlushList&) = delete;
  FlushList& operator=(const FlushList&) = delete;

  /// Calls `resumed` of the driver soon, once, unless the entry is removed before.
  void add(Entry& entry);
  /// Before the entry is destroyed.
  void remove(Entry& entry) noexcept;

 private:
  void flush() noexcept;

  const boost::asio::any_io_executor* executor_;
  std::vector<Entry*> entries_;
  std::vector<Entry*> now_;  ///< Those that are being flushed.
};

}  // namespace vgen::server
