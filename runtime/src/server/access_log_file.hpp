/// The access log in a file.
#pragma once

#include <vgen/server/access_log.hpp>

#include <mutex>
#include <string>
#include <string_view>

namespace vgen::server {

/// Appends lines to a file, or writes them to standard output. Keeps them back until there are many
/// or `flush` is called. What the file does not take is lost.
class AccessLogFile final : public AccessLog {
 public:
  /// "-" is standard output. Throws `std::invalid_argument` with one sentence if the file cannot be
  /// opened.
  explicit AccessLogFile(std::string path);
  ~AccessLogFile() override;
  AccessLogFile(const AccessLogFile&) = delete;
  AccessLogFile& operator=(const AccessLogFile&) = delete;

  void write(std::string_view line) noexcept override;
  void flush() noexcept override;
  /// Opens the file again, which somebody may have renamed. Throws as the constructor does; then
  /// the former file goes on.
  void reopen();

 private:
  [[nodiscard]] int open() const;
  void flush_now() noexcept;

  std::string path_;
  std::mutex mutex_;  ///< Guards the following.
  std::string kept_;
  int file_ = -1;
};

}  // namespace vgen::server
