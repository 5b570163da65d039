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
/// Operations and documents of the API go first. Not served: dot files and what is below dot
/// folders, and anything behind a symbolic link inside of the folder.
struct ServedDirectory {
  std::string prefix = "/";  ///< "/app": its files are at "/app/main.js".
  std::string folder{};      ///< Must be there when the server starts.
  /// A file of the folder, such as "index.html", that answers browsers (GET with `text/html` in
  /// `Accept`) where there is no file: for single-page apps, which look at the path by themselves.
  /// Empty: 404.
  std::string fallback{};
  /// Larger files are answered with 500, and logged. Files are sent in pieces, so this bounds no
  /// memory.
  std::size_t file_bytes = 16 * 1024 * 1024;
};

/// A file or folder that was found: the body of its answer. If it has become shorter than its size
/// since it was found, that is an error.
class FoundFile : public BodySource {
 public:
  bool is_folder = false;
  std::int64_t modified = 0;  ///< In any unit; grows with time.
};

/// Where files come from; hosts have one, so that dispatching touches no disk. Any number of
/// threads may use it at once.
class FileSource {
 public:
  virtual ~FileSource() = default;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  /// The file or folder at `path` below `folder`; null if there is none. `path` is safe: names with
  /// a slash between each two, none of them empty or with a dot in front; empty for the folder
  /// itself.
  [[nodiscard]] virtual std::shared_ptr<FoundFile> open(const std::string& folder,
                                                        const std::string& path) const = 0;

 protected:
  FileSource() = default;
};

/// Answers requests with files.
class StaticFiles {
 public:
  StaticFiles() = default;
  /// The source must outlive this. Throws `std::invalid_argument` for a prefix that does not begin
  /// with a slash or is there twice.
  StaticFiles(std::vector<ServedDirectory> directories, const FileSource& source);

  [[nodiscard]] bool empty() const noexcept { return directories_.empty(); }
  /// Answers the call with a file, or with 404 if there is none.
  void answer(HostedCall& call) const;

 private:
  struct Found;

  [[nodiscard]] const ServedDirectory* directory_of(std::string_view path) const;
  [[nodiscard]] Found find(const Request& request) const;

  std::vector<ServedDirectory>
      directories_;  ///< Longest prefix first; prefixes without a slash at the end.
  const FileSource* source_ = nullptr;
};

/// The media type of a file, by the ending of its name: "text/html; charset=utf-8".
[[nodiscard]] std::string_view media_type_of(std::string_view file_name) noexcept;

}  // namespace vgen
