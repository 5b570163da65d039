#include "store.hpp"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <utility>

namespace chat {
namespace {

using samples::Rows;

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS users (
  name TEXT PRIMARY KEY,
  password TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS rooms (
  name TEXT PRIMARY KEY,
  is_private INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS guests (
  room TEXT NOT NULL REFERENCES rooms,
  user TEXT NOT NULL,
  PRIMARY KEY (room, user)
) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  room TEXT NOT NULL REFERENCES rooms,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  sent INTEGER NOT NULL,
  key TEXT NOT NULL,
  UNIQUE (author, key)
) STRICT;
CREATE INDEX IF NOT EXISTS messages_of_rooms ON messages (room, id);
INSERT OR IGNORE INTO rooms VALUES ('lobby', 0);
)";

using Milliseconds = std::chrono::sys_time<std::chrono::milliseconds>;

Message message_of(const Rows& row) {
  return {.id = row.number(0),
          .room = row.text(1),
          .author = row.text(2),
          .text = row.text(3),
          .sent = Milliseconds(std::chrono::milliseconds(row.number(4))),
          .key = row.text(5)};
}

std::string database_in(const std::filesystem::path& folder) {
  // Only this user may read the hashes of the passwords.
  if (std::filesystem::create_directories(folder))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  return folder / "chat.db";
}

}  // namespace

Store::Store(const std::filesystem::path& folder)
    : path_(database_in(folder)), reader_(path_), writer_(path_) {
  writer_.execute(schema);
}

std::optional<std::string> Store::find_password(std::string_view user) {
  const std::lock_guard lock(reading_);
  Rows rows = reader_.query("SELECT password FROM users WHERE name = ?", user);
  if (!rows.next()) return std::nullopt;
  return rows.text(0);
}

std::vector<Room> Store::rooms_of(std::string_view user) {
  const std::lock_guard lock(reading_);
  Rows rows = reader_.query(
      "SELECT name, is_private FROM rooms WHERE NOT is_private OR EXISTS "
      "(SELECT 1 FROM guests WHERE room = name AND user = ?) ORDER BY name",
      user);
  std::vector<Room> found;
  while (rows.next()) found.push_back({.name = rows.text(0), .is_private = rows.number(1) != 0});
  return found;
}

bool Store::may_enter(std::string_view user, std::string_view room) {
  const std::lock_guard lock(reading_);
  return reader_
      .query(
          "SELECT 1 FROM rooms WHERE name = ? AND (NOT is_private OR EXISTS "
          "(SELECT 1 FROM guests WHERE room = name AND user = ?))",
          room, user)
      .next();
}

std::vector<Message> Store::messages(const GetMessages& wanted) {
  constexpr std::string_view oldest =
      "SELECT id, room, author, text, sent, key FROM messages "
      "WHERE room = ? AND id > ? AND id < ? ORDER BY id LIMIT ?";
  constexpr std::string_view newest =
      "SELECT id, room, author, text, sent, key FROM messages "
      "WHERE room = ? AND id > ? AND id < ? ORDER BY id DESC LIMIT ?";
  const std::lock_guard lock(reading_);
  Rows rows = reader_.query(wanted.after ? oldest : newest, wanted.room, wanted.after.value_or(0),
                            wanted.before.value_or(std::numeric_limits<MessageId>::max()),
                            std::int64_t{wanted.limit});
  std::vector<Message> found;
  while (rows.next()) found.push_back(message_of(rows));
  if (!wanted.after) std::ranges::reverse(found);
  return found;
}

// Changes

Store::Change::Change(Store& store) : store_(store), lock_(store.writing_) {
  store_.writer_.execute("BEGIN IMMEDIATE");
}

Store::Change::~Change() {
  if (is_committed_) return;
  try {
    store_.writer_.execute("ROLLBACK");
  } catch (const std::exception&) {
    // SQLite has rolled it back already, for example because the disk is full.
  }
}

void Store::Change::commit() {
  store_.writer_.execute("COMMIT");
  is_committed_ = true;
}

bool Store::Change::add_user(std::string_view name, std::string_view password) {
  return store_.writer_.run("INSERT OR IGNORE INTO users VALUES (?, ?)", name, password) == 1;
}

std::optional<Room> Store::Change::add(const OpenRoom& room, std::string_view owner) {
  const bool is_private = !room.guests.empty();
  if (store_.writer_.run("INSERT OR IGNORE INTO rooms VALUES (?, ?)", room.name,
                         std::int64_t{is_private}) == 0)
    return std::nullopt;
  const auto let_in = [&](std::string_view user) {
    store_.writer_.run("INSERT OR IGNORE INTO guests VALUES (?, ?)", room.name, user);
  };
  if (is_private) let_in(owner);
  for (const UserName& guest : room.guests) let_in(guest);
  return Room{.name = room.name, .is_private = is_private};
}

Store::Change::Kept Store::Change::add(Say said, std::string_view author, Time now) {
  {
    Rows known = store_.writer_.query(
        "SELECT id, room, author, text, sent, key FROM messages WHERE author = ? AND key = ?",
        author, said.key);
    if (known.next()) return {.message = message_of(known), .is_new = false};
  }
  Message message{.room = std::move(said.room),
                  .author = std::string(author),
                  .text = std::move(said.text),
                  .sent = std::chrono::floor<std::chrono::milliseconds>(now),
                  .key = std::move(said.key)};
  store_.writer_.run("INSERT INTO messages (room, author, text, sent, key) VALUES (?, ?, ?, ?, ?)",
                     message.room, author, message.text,
                     std::int64_t{message.sent.time_since_epoch().count()}, message.key);
  message.id = store_.writer_.last_id();
  return {.message = std::move(message)};
}

}  // namespace chat
