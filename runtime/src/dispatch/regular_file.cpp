#include <vgen/dispatch/regular_file.hpp>

#include <vgen/dispatch/file_answer.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <span>
#include <system_error>
#include <utility>

namespace vgen {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
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

Descriptor checked(int descriptor) {
  if (descriptor < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == EIO))
    fail("opening a served file");
  return Descriptor(descriptor);
}

std::shared_ptr<FoundFile> found_file(Descriptor descriptor) {
  struct stat status{};
  if (!descriptor.good() || ::fstat(descriptor.get(), &status) != 0) return nullptr;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return nullptr;
  return std::make_shared<RegularFile>(std::move(descriptor), status);
}

std::shared_ptr<FoundFile> open_file(const std::string& path) {
  auto found = found_file(checked(::open(path.c_str(), open_flags)));
  return found != nullptr && found->is_folder ? nullptr : found;
}

}  // namespace vgen
