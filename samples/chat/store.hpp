#pragma once

#include "chat_api.hpp"
#include "samples/common/database.hpp"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chat {

/// Users, rooms and messages, in the database `chat.db`. Every function may be called from any
/// thread.
///
/// It has two connections to the database. Who reads uses the first one, for less than a
/// millisecond, also on the thread of a connection. Changes use the second one, one at a time; they
/// wait for the disk, so they belong on a worker. Readers never wait for them.
class Store {
 public:
  using Time = std::chrono::system_clock::time_point;

  /// Opens the store in this folder. If there is none, makes it with the room "lobby".
  explicit Store(const std::filesystem::path& folder);

  /// The file of the database.
  [[nodiscard]] std::string database() const { return path_; }

  /// The hash of the password of a user.
  [[nodiscard]] std::optional<std::string> find_password(std::string_view user);
  /// The rooms that a user may enter, by their names.
  [[nodiscard]] std::vector<Room> rooms_of(std::string_view user);
  /// False also if there is no such room.
  [[nodiscard]] bool may_enter(std::string_view user, std::string_view room);
  /// The oldest message first.
  [[nodiscard]] std::vector<Message> messages(const GetMessages& wanted);

  class Change;

 private:
  std::string path_;
  std::mutex reading_;
  samples::Database reader_;
  std::mutex writing_;
  samples::Database writer_;
};

/// Changes that belong together: all of them are kept by `commit`, or none. Other changes wait
/// until it is destroyed, so what is published before that has the order of the changes.
class Store::Change {
 public:
  explicit Change(Store& store);
  ~Change();
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  /// Returns whether the name was free.
  bool add_user(std::string_view name, std::string_view password);
  /// Returns nothing if there is a room of this name.
  std::optional<Room> add(const OpenRoom& room, std::string_view owner);
  struct Kept {
    Message message;
    bool is_new = true;  ///< Otherwise it was kept before.
  };
  Kept add(Say said, std::string_view author, Time now);

  void commit();

 private:
  Store& store_;
  std::lock_guard<std::mutex> lock_;
  bool is_committed_ = false;
};

}  // namespace chat
