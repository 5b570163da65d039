#pragma once

#include "board_api.hpp"
#include "samples/common/database.hpp"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace board {

/// Users, cards and attachments, in one folder: the database `board.db`, and each
/// attachment as a file. Every function may be called from any thread.
///
/// It has two connections to the database. Who reads uses the first one, for less than a
/// millisecond, also on the thread of a connection. Changes use the second one, one at a time; they
/// wait for the disk, so they belong on a worker. Readers never wait for them.
class Store {
 public:
  using Time = std::chrono::system_clock::time_point;

  struct User {
    Role role = Role::member;
    std::string password;  ///< Its hash.
  };
  struct StoredFile {
    std::string path;
    std::string name;
    std::string media_type;
  };

  /// Opens the store in this folder. If there is none, makes it with two users for a first try: ada
  /// with the password "lovelace", who is the owner, and grace with the password "hopper".
  explicit Store(const std::filesystem::path& folder);

  /// The oldest card first.
  [[nodiscard]] std::vector<Card> cards();
  [[nodiscard]] std::optional<Card> find_card(CardId id);
  [[nodiscard]] std::optional<User> find_user(std::string_view name);
  [[nodiscard]] std::optional<StoredFile> find_attachment(AttachmentId id);

  /// The file of the database.
  [[nodiscard]] std::string database() const { return folder_ / "board.db"; }
  /// The folder for files that still arrive, on the same disk as the attachments.
  [[nodiscard]] std::string upload_folder() const { return folder_ / "uploads"; }

  class Change;

 private:
  [[nodiscard]] std::filesystem::path attachment_path(AttachmentId id) const;
  void make_users();

  std::filesystem::path folder_;
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

  Card add(AddCard card, std::string_view author, Time now);
  /// These two return nothing if there is no such card.
  std::optional<Card> change(ChangeCard change, Time now);
  std::optional<Card> attach(CardId id, vgen::File& file, Time now);
  /// Returns whether there was such a card.
  bool remove(CardId id);
  /// Removes the cards that are done, and returns their numbers.
  std::vector<CardId> remove_done();

  void commit();

 private:
  std::optional<Card> find(CardId id);

  Store& store_;
  std::lock_guard<std::mutex> lock_;
  std::vector<std::filesystem::path> old_files_;  ///< Of attachments that are removed.
  bool is_committed_ = false;
};

}  // namespace board
