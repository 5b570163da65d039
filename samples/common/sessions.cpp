#include "samples/common/sessions.hpp"

#include "samples/common/passwords.hpp"

#include <cstdint>

namespace samples {
namespace {

std::int64_t seconds_of(vgen::SessionStore::Time time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

StoredSessions::StoredSessions(const std::string& path) : reader_(path), writer_(path) {
  writer_.execute(R"(
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
)");
}

void StoredSessions::put(std::string_view id, std::string_view session, Time expires) {
  const std::lock_guard lock(writing_);
  writer_.run("INSERT INTO sessions VALUES (?, ?, ?)", digest_of(id), session, seconds_of(expires));
}

std::optional<std::string> StoredSessions::get(std::string_view id, Time now) {
  const std::lock_guard lock(reading_);
  Rows rows = reader_.query("SELECT session FROM sessions WHERE id = ? AND expires > ?",
                            digest_of(id), seconds_of(now));
  if (!rows.next()) return std::nullopt;
  return rows.text(0);
}

void StoredSessions::remove(std::string_view id) {
  const std::lock_guard lock(writing_);
  writer_.run("DELETE FROM sessions WHERE id = ?", digest_of(id));
}

void StoredSessions::remove_before(Time now) {
  const std::lock_guard lock(writing_);
  writer_.run("DELETE FROM sessions WHERE expires <= ?", seconds_of(now));
}

}  // namespace samples
