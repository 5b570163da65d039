/// Files that are served as they are: pages, scripts, pictures.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// A folder whose files are served below a path.
///
/// Operations and documents of the API have priority. Not served: dot files, files in dot folders,
/// and anything behind a symbolic link inside the folder.
struct ServedDirectory {
  std::string prefix = "/";  ///< "/app": its files are at "/app/main.js".
  std::string folder{};      ///< It must exist when the server starts.
  /// A file of the folder, such as "index.html", that answers browsers (GET with `text/html` in
  /// `Accept`) if there is no file. It is for single-page apps, which read the path themselves. If
  /// empty, the answer is 404.
  std::string fallback{};
  /// Larger files are answered with 500, and logged. Files are sent in pieces, so this does not
  /// limit memory.
  std::size_t file_bytes = 16 * 1024 * 1024;
};

/// A file or folder that was found, as the body of its answer. If it has become shorter since it
/// was found, that is an error.
class FoundFile : public BodySource {
 public:
  bool is_folder = false;
  std::int64_t modified = 0;  ///< In any unit; grows with time.
};

/// The source of files. Hosts provide it, so that dispatching does not use the disk. Several
/// threads may use it at once.
class FileSource {
 public:
  virtual ~FileSource() = default;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  /// The file or folder at `path` below `folder`; null if there is none. `path` is safe: it is
  /// names separated by slashes, none of them empty or with a leading dot. It is empty for the
  /// folder itself.
  [[nodiscard]] virtual std::shared_ptr<FoundFile> open(const std::string& folder,
                                                        const std::string& path) const = 0;

 protected:
  FileSource() = default;
};

/// Answers requests with files.
class StaticFiles {
 public:
  StaticFiles() = default;
  /// The source must outlive this. Throws `std::invalid_argument` if a prefix does not begin with a
  /// slash or is repeated.
  StaticFiles(std::vector<ServedDirectory> directories, const FileSource& source);

  [[nodiscard]] bool empty() const noexcept { return directories_.empty(); }
  /// Answers the call with a file, or with 404 if there is none.
  void answer(HostedCall& call) const;

 private:
  struct Found;

  [[nodiscard]] const ServedDirectory* directory_of(std::string_view path) const;
  [[nodiscard]] Found find(const Request& request) const;

  std::vector<ServedDirectory>
      directories_;  ///< Longest prefix first; prefixes without the final slash.
  const FileSource* source_ = nullptr;
};

/// The media type of a file, by the extension of its name: "text/html; charset=utf-8".
[[nodiscard]] std::string_view media_type_of(std::string_view file_name) noexcept;

}  // namespace vgen
