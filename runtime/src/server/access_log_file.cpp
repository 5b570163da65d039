#include "access_log_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace vgen::server {
namespace {

constexpr std::size_t most_kept = 64 * 1024;
constexpr int for_owner_and_group = 0640;

}  // namespace

AccessLogFile::AccessLogFile(std::string path) : path_(std::move(path)), file_(open()) {
  kept_.reserve(most_kept);
}

AccessLogFile::~AccessLogFile() {
  flush_now();
  ::close(file_);
}

int AccessLogFile::open() const {
  const int file = path_ == "-" ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
                                : ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                                         for_owner_and_group);
  if (file < 0)
    throw std::invalid_argument("the access log '" + path_ +
                                "' cannot be opened: " + std::generic_category().message(errno));
  return file;
}

void AccessLogFile::reopen() {
  if (path_ == "-") return;
  const int file = open();
  const std::lock_guard lock(mutex_);
  flush_now();
  ::close(std::exchange(file_, file));
}

void AccessLogFile::write(std::string_view line) noexcept {
  const std::lock_guard lock(mutex_);
  if (line.size() > most_kept) return;  // no request has such a line
  if (kept_.size() + line.size() > most_kept) flush_now();
  kept_.append(line);  // there is memory for it from the start
}

void AccessLogFile::flush() noexcept {
  const std::lock_guard lock(mutex_);
  flush_now();
}

void AccessLogFile::flush_now() noexcept {
  std::string_view left = kept_;
  while (!left.empty()) {
    const ssize_t written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  kept_.clear();
}

}  // namespace vgen::server
