#include "file_system.hpp"

#include "descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace vgen::server {
namespace {

// O_NONBLOCK, because opening a pipe must not wait for a writer.
constexpr int open_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// Errors such as too many open files do not mean that there is no file.
Descriptor checked(int descriptor) {
  if (descriptor < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == EIO))
    fail("opening a served file");
  return Descriptor(descriptor);
}

class RegularFile final : public FoundFile {
 public:
  RegularFile(Descriptor descriptor, const struct stat& status)
      : descriptor_(std::move(descriptor)) {
    is_folder = S_ISDIR(status.st_mode);
    size = static_cast<std::uint64_t>(status.st_size);
    modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  }

  /// Does not read past `size`, even if the file has grown, because the tag is for that content.
  std::size_t read(std::uint64_t at, std::span<char> to) override {
    for (;;) {
      const ssize_t count =
          ::pread(descriptor_.get(), to.data(), to.size(), static_cast<off_t>(at));
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) fail("reading a served file");
    }
  }

 private:
  Descriptor descriptor_;
};

}  // namespace

std::shared_ptr<FoundFile> FileSystem::open(const std::string& folder,
                                            const std::string& path) const {
  Descriptor at = checked(::open(folder.c_str(), open_flags | O_DIRECTORY));
  for (std::size_t begin = 0; at.good() && begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    const int kind = end < path.size() ? O_DIRECTORY : 0;
    at = checked(::openat(at.get(), name.c_str(), open_flags | O_NOFOLLOW | kind));
    begin = end + 1;
  }
  struct stat status{};
  if (!at.good() || ::fstat(at.get(), &status) != 0) return nullptr;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return nullptr;
  return std::make_shared<RegularFile>(std::move(at), status);
}

std::vector<ServedDirectory> resolve_folders(std::vector<ServedDirectory> directories) {
  for (ServedDirectory& directory : directories) {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::absolute(directory.folder, error);
    if (directory.folder.empty() || error || !std::filesystem::is_directory(folder, error)) {
      throw std::invalid_argument("the folder '" + directory.folder + "' that is served at " +
                                  directory.prefix + " does not exist");
    }
    directory.folder = folder.string();
  }
  return directories;
}

}  // namespace vgen::server
