#include "store.hpp"

#include "samples/common/passwords.hpp"

#include <vgen/types.hpp>

#include <array>
#include <cstddef>
#include <system_error>
#include <utility>

namespace board {
namespace {

using samples::Rows;

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS users (
  name TEXT PRIMARY KEY,
  role INTEGER NOT NULL,
  password TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS cards (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  place INTEGER NOT NULL,
  author TEXT NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS attachments_of_cards ON attachments (card);
)";

constexpr std::string_view all_cards =
    "SELECT c.id, c.title, c.place, c.author, c.changed, a.id, a.name, a.size "
    "FROM cards c LEFT JOIN attachments a ON a.card = c.id ORDER BY c.id, a.id";
constexpr std::string_view one_card =
    "SELECT c.id, c.title, c.place, c.author, c.changed, a.id, a.name, a.size "
    "FROM cards c LEFT JOIN attachments a ON a.card = c.id WHERE c.id = ? ORDER BY a.id";

std::int64_t seconds_of(Store::Time time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

/// A card has a row for each attachment, or one row without an attachment, whose id is NULL: 0.
std::vector<Card> cards_of(Rows rows) {
  std::vector<Card> cards;
  while (rows.next()) {
    const CardId id = rows.number(0);
    if (cards.empty() || cards.back().id != id)
      cards.push_back({.id = id,
                       .title = rows.text(1),
                       .column = static_cast<Column>(rows.number(2)),
                       .author = rows.text(3),
                       .changed = std::chrono::sys_seconds(std::chrono::seconds(rows.number(4))),
                       .attachments = {}});
    if (const AttachmentId attachment = rows.number(5); attachment != 0)
      cards.back().attachments.push_back({.id = attachment,
                                          .name = rows.text(6),
                                          .size = static_cast<std::uint64_t>(rows.number(7))});
  }
  return cards;
}

std::optional<Card> card_of(Rows rows) {
  std::vector<Card> cards = cards_of(std::move(rows));
  if (cards.empty()) return std::nullopt;
  return std::move(cards.front());
}

std::string database_in(const std::filesystem::path& folder) {
  // Only this user may read the hashes of the passwords.
  if (std::filesystem::create_directories(folder))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  return folder / "board.db";
}

}  // namespace

Store::Store(const std::filesystem::path& folder)
    : folder_(folder), reader_(database_in(folder)), writer_(folder / "board.db") {
  std::filesystem::create_directories(folder_ / "attachments");
  std::filesystem::create_directories(folder_ / "uploads");
  writer_.execute(schema);
  make_users();
}

void Store::make_users() {
  if (writer_.query("SELECT 1 FROM users").next()) return;
  struct First {
    const char* name;
    Role role;
    const char* password;
  };
  for (const First& user :
       {First{"ada", Role::owner, "lovelace"}, First{"grace", Role::member, "hopper"}})
    writer_.run("INSERT INTO users VALUES (?, ?, ?)", user.name, static_cast<int>(user.role),
                samples::hash_of_password(user.password));
}

std::filesystem::path Store::attachment_path(AttachmentId id) const {
  return folder_ / "attachments" / std::to_string(id);
}

// Reading

std::vector<Card> Store::cards() {
  const std::lock_guard lock(reading_);
  return cards_of(reader_.query(all_cards));
}

std::optional<Card> Store::find_card(CardId id) {
  const std::lock_guard lock(reading_);
  return card_of(reader_.query(one_card, id));
}

std::optional<Store::User> Store::find_user(std::string_view name) {
  const std::lock_guard lock(reading_);
  Rows rows = reader_.query("SELECT role, password FROM users WHERE name = ?", name);
  if (!rows.next()) return std::nullopt;
  return User{.role = static_cast<Role>(rows.number(0)), .password = rows.text(1)};
}

std::optional<Store::StoredFile> Store::find_attachment(AttachmentId id) {
  const std::lock_guard lock(reading_);
  Rows rows = reader_.query("SELECT name, media_type FROM attachments WHERE id = ?", id);
  if (!rows.next()) return std::nullopt;
  return StoredFile{.path = attachment_path(id), .name = rows.text(0), .media_type = rows.text(1)};
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
  std::error_code ignored;  // a file that stays does no harm
  for (const std::filesystem::path& file : old_files_) std::filesystem::remove(file, ignored);
}

std::optional<Card> Store::Change::find(CardId id) {
  return card_of(store_.writer_.query(one_card, id));
}

Card Store::Change::add(AddCard card, std::string_view author, Time now) {
  Card added{.title = std::move(card.title),
             .author = std::string(author),
             .changed = std::chrono::floor<std::chrono::seconds>(now)};
  store_.writer_.run("INSERT INTO cards (title, place, author, changed) VALUES (?, ?, ?, ?)",
                     added.title, static_cast<int>(added.column), added.author, seconds_of(now));
  added.id = store_.writer_.last_id();
  return added;
}

std::optional<Card> Store::Change::change(ChangeCard change, Time now) {
  std::optional<Card> card = find(change.id);
  if (!card) return std::nullopt;
  if (change.title) card->title = *std::move(change.title);
  if (change.column) card->column = *change.column;
  card->changed = std::chrono::floor<std::chrono::seconds>(now);
  store_.writer_.run("UPDATE cards SET title = ?, place = ?, changed = ? WHERE id = ?", card->title,
                     static_cast<int>(card->column), seconds_of(now), change.id);
  return card;
}

std::optional<Card> Store::Change::attach(CardId id, vgen::File& file, Time now) {
  if (store_.writer_.run("UPDATE cards SET changed = ? WHERE id = ?", seconds_of(now), id) == 0)
    return std::nullopt;
  store_.writer_.run("INSERT INTO attachments (card, name, media_type, size) VALUES (?, ?, ?, ?)",
                     id, file.name, file.media_type, static_cast<std::int64_t>(file.size));
  file.move_to(store_.attachment_path(store_.writer_.last_id()));
  return find(id);
}

bool Store::Change::remove(CardId id) {
  const std::optional<Card> card = find(id);
  if (!card) return false;
  for (const Attachment& attachment : card->attachments)
    old_files_.push_back(store_.attachment_path(attachment.id));
  store_.writer_.run("DELETE FROM cards WHERE id = ?", id);
  return true;
}

std::vector<CardId> Store::Change::remove_done() {
  std::vector<CardId> done;
  {
    Rows rows = store_.writer_.query("SELECT id FROM cards WHERE place = ?",
                                     static_cast<int>(Column::done));
    while (rows.next()) done.push_back(rows.number(0));
  }
  for (const CardId id : done) remove(id);
  return done;
}

}  // namespace board
