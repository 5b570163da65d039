#include "tools/vgen/support/text_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include <unistd.h>

namespace vgen::tool {
namespace {

EnvironmentError cannot(std::string_view verb, const std::filesystem::path& path,
                        std::string_view reason) {
  return {fmt::format("cannot {} '{}': {}", verb, path.string(), reason)};
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return cannot("read", path, "it is a folder");
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot("read", path, std::strerror(errno));
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return cannot("read", path, std::strerror(errno));
  return text;
}

Result<WriteOutcome> write_text_file(const std::filesystem::path& path, std::string_view text) {
  if (const Result<std::string> old = read_text_file(path); old && *old == text)
    return WriteOutcome::unchanged;

  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  if (error) return cannot("make the folder of", path, error.message());

  // The file is beside the target, so that the rename stays on one file system. Its name has the
  // process id, so that two runs do not use the same file.
  std::filesystem::path temporary = path;
  temporary += fmt::format(".{}.tmp", ::getpid());
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  if (!file) return cannot("write", path, std::strerror(errno));
  file << text;
  file.close();
  if (!file) {
    const int reason = errno;
    std::filesystem::remove(temporary, error);
    return cannot("write", path, std::strerror(reason));
  }
  std::filesystem::rename(temporary, path, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return cannot("write", path, error.message());
  }
  return WriteOutcome::written;
}

}  // namespace vgen::tool
