#pragma once

#include "samples/common/database.hpp"

#include <vgen/runtime.hpp>

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace samples {

/// The sessions of a cookie in the table `sessions` of an SQLite database. They end with
/// `sign_out`, and survive a restart. Every function may be called from any thread.
///
/// Sessions are found by the digest of their id, so a copy of the database opens none.
class StoredSessions final : public vgen::SessionStore {
 public:
  /// Opens the database, and makes the table if there is none. Throws `std::runtime_error`.
  explicit StoredSessions(const std::string& path);

  void put(std::string_view id, std::string_view session, Time expires) override;
  std::optional<std::string> get(std::string_view id, Time now) override;
  void remove(std::string_view id) override;
  /// Removes those that have ended.
  void remove_before(Time now);

 private:
  // Who reads does not wait for a change, which waits for the disk.
  std::mutex reading_;
  Database reader_;
  std::mutex writing_;
  Database writer_;
};

}  // namespace samples
