#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace samples {

/// A statement that runs: its rows, one after the other. When it is destroyed, the statement can be
/// used again.
class Rows {
 public:
  explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
  ~Rows();
  Rows(Rows&& other) noexcept : statement_(other.statement_) { other.statement_ = nullptr; }
  Rows& operator=(Rows&&) = delete;

  /// Goes to the next row, at first to the first one. Returns false if there is none.
  bool next();
  /// The value of a column of this row; the first column is 0.
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  friend class Database;
  void bind(int position, std::int64_t value);
  void bind(int position, std::string_view value);
  [[noreturn]] void fail() const;

  sqlite3_stmt* statement_;
};

/// One connection to an SQLite database. Only for one thread at a time. All functions throw
/// `std::runtime_error` with what SQLite says.
///
/// Each statement is prepared once and kept. Values are always bound, never part of the text.
class Database {
 public:
  /// Opens the file; makes it if it does not exist.
  explicit Database(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs several statements without values, separated by semicolons.
  void execute(const char* statements);
  /// Begins a statement. Each `?` takes one value: `query("… WHERE id = ?", id)`.
  template <class... Values>
  [[nodiscard]] Rows query(std::string_view statement, const Values&... values) {
    Rows rows(prepared(statement));
    int position = 0;
    (rows.bind(++position, values), ...);
    return rows;
  }
  /// Runs a statement that has no rows. Returns how many rows of a table it has changed.
  template <class... Values>
  int run(std::string_view statement, const Values&... values) {
    query(statement, values...).next();
    return changes();
  }
  /// The number of the row that was inserted last.
  [[nodiscard]] std::int64_t last_id() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const noexcept;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  [[nodiscard]] sqlite3_stmt* prepared(std::string_view statement);
  [[nodiscard]] int changes() const;

  std::unique_ptr<sqlite3, Close> connection_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> statements_;
};

}  // namespace samples
