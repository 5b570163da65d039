#include "database.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace samples {
namespace {

[[noreturn]] void fail_with(sqlite3* connection) {
  throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(connection));
}

}  // namespace

// Rows

Rows::~Rows() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Rows::fail() const {
  fail_with(sqlite3_db_handle(statement_));
}

bool Rows::next() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) fail();
  return result == SQLITE_ROW;
}

std::int64_t Rows::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Rows::text(int column) const {
  const void* const bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

void Rows::bind(int position, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, position, value) != SQLITE_OK) fail();
}

void Rows::bind(int position, std::string_view value) {
  const char* const text = value.empty() ? "" : value.data();
  if (sqlite3_bind_text64(statement_, position, text, value.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8) != SQLITE_OK)
    fail();
}

// Database

void Database::Close::operator()(sqlite3* connection) const noexcept {
  sqlite3_close_v2(connection);
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Database::Database(const std::string& path) {
  sqlite3* connection = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &connection,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  connection_.reset(connection);
  if (result != SQLITE_OK) throw std::runtime_error("cannot open the database " + path);
  // With the journal WAL, who reads does not wait for who writes. Another process, such as a backup
  // or `--run-task`, may hold the lock for a moment.
  execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA busy_timeout = 5000;");
}

Database::~Database() = default;

void Database::execute(const char* statements) {
  if (sqlite3_exec(connection_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK)
    fail_with(connection_.get());
}

sqlite3_stmt* Database::prepared(std::string_view statement) {
  const auto known = statements_.find(statement);
  if (known != statements_.end()) return known->second.get();
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v3(connection_.get(), statement.data(), static_cast<int>(statement.size()),
                         SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
    fail_with(connection_.get());
  return statements_.emplace(statement, made).first->second.get();
}

int Database::changes() const {
  return sqlite3_changes(connection_.get());
}

std::int64_t Database::last_id() const {
  return sqlite3_last_insert_rowid(connection_.get());
}

}  // namespace samples
