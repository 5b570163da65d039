#include "tools/vgen/frontend/source_files.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace vgen::tool::frontend {
namespace {

std::string resolve(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
  return error ? path : real.string();
}

bool is_under(const std::string& path, const std::string& folder) {
  return folder == "/" ||
         (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

std::string resolve(CXFile file) {
  const std::string path = take_string(clang_File_tryGetRealPathName(file));
  return resolve(path.empty() ? take_string(clang_getFileName(file)) : path);
}

/// clang shows files beside the main file as `./todo.hpp`, and files of the compiler with `..` in
/// their paths.
std::string readable_path(CXFile file, const std::string& real_path) {
  const std::string path = take_string(clang_getFileName(file));
  if (path.find("/../") != std::string::npos && path.starts_with('/')) return real_path;
  return path.starts_with("./") ? path.substr(2) : path;
}

}  // namespace

Position position(CXSourceLocation location) {
  Position result;
  unsigned offset = 0;
  clang_getFileLocation(location, &result.file, &result.line, &result.column, &offset);
  result.offset = offset;
  return result;
}

SourceFiles::SourceFiles(CXTranslationUnit unit, const AuthorsFiles& authors)
    : unit_(unit), headers_(authors.headers) {
  for (const std::string& header : authors.headers) real_headers_.push_back(resolve(header));
  for (const std::string& root : authors.roots) real_roots_.push_back(resolve(root));
}

SourceFiles::File SourceFiles::open(CXFile handle) const {
  File file;
  std::size_t size = 0;
  if (const char* contents = clang_getFileContents(unit_, handle, &size))
    file.text = std::string_view(contents, size);
  file.real_path = resolve(handle);
  const auto header = std::ranges::find(real_headers_, file.real_path);
  file.header_index = static_cast<std::size_t>(header - real_headers_.begin());
  file.name = header == real_headers_.end() ? readable_path(handle, file.real_path)
                                            : headers_[file.header_index];
  file.is_under_root = std::ranges::any_of(
      real_roots_, [&](const std::string& root) { return is_under(file.real_path, root); });
  return file;
}

SourceFiles::File& SourceFiles::file(CXFile handle) {
  const auto found = files_.find(handle);
  return found != files_.end() ? found->second : files_.emplace(handle, open(handle)).first->second;
}

const std::string& SourceFiles::name(CXFile handle) {
  return file(handle).name;
}

const std::string& SourceFiles::real_path(CXFile handle) {
  return file(handle).real_path;
}

std::string_view SourceFiles::text(CXFile handle) {
  return file(handle).text;
}

std::size_t SourceFiles::header_index(CXFile handle) {
  return file(handle).header_index;
}

const std::vector<SourceComment>& SourceFiles::comments(CXFile handle) {
  File& source = file(handle);
  if (!source.is_scanned) source.comments = scan_comments(source.text);
  source.is_scanned = true;
  return source.comments;
}

bool SourceFiles::is_authors(CXCursor declaration) {
  const CXSourceLocation location = clang_getCursorLocation(declaration);
  const Position place = position(location);
  if (place.file == nullptr) return false;
  return !clang_Location_isInSystemHeader(location) || file(place.file).is_under_root;
}

bool SourceFiles::is_under_root(CXSourceLocation location) {
  const Position place = position(location);
  if (place.file == nullptr || take_string(clang_getFileName(place.file)) == main_file_name)
    return false;
  return file(place.file).is_under_root;
}

SourceRange SourceFiles::range(CXSourceRange extent) {
  const Position begin = position(clang_getRangeStart(extent));
  const Position end = position(clang_getRangeEnd(extent));
  if (begin.file == nullptr) return {};
  const std::string_view source = text(begin.file);
  const std::size_t line_end = std::min(source.find('\n', begin.offset), source.size());
  const std::size_t stop =
      clang_File_isEqual(begin.file, end.file) ? std::min(end.offset, line_end) : begin.offset;
  const std::size_t length = stop > begin.offset ? stop - begin.offset : 1;
  return {.file = name(begin.file),
          .line = begin.line,
          .column = begin.column,
          .length = static_cast<unsigned>(length)};
}

SourceRange SourceFiles::name_range(CXCursor declaration) {
  return word_range(clang_getCursorLocation(declaration));
}

SourceRange SourceFiles::word_range(CXSourceLocation location) {
  const Position begin = position(location);
  if (begin.file == nullptr) return {};
  const std::string_view source = text(begin.file);
  std::size_t end = begin.offset;
  while (end < source.size() &&
         (std::isalnum(static_cast<unsigned char>(source[end])) != 0 || source[end] == '_'))
    ++end;
  const std::size_t length = std::max<std::size_t>(end - begin.offset, 1);
  return {.file = name(begin.file),
          .line = begin.line,
          .column = begin.column,
          .length = static_cast<unsigned>(length)};
}

std::string_view SourceFiles::text(CXSourceRange extent) {
  const Position begin = position(clang_getRangeStart(extent));
  const Position end = position(clang_getRangeEnd(extent));
  if (begin.file == nullptr || !clang_File_isEqual(begin.file, end.file) ||
      end.offset < begin.offset)
    return {};
  return text(begin.file).substr(begin.offset, end.offset - begin.offset);
}

CXSourceRange SourceFiles::expression_extent(CXCursor expression) {
  const CXSourceRange extent = clang_getCursorExtent(expression);
  const std::string_view source = text(extent);
  if (!source.starts_with('=')) return extent;
  const Position begin = position(clang_getRangeStart(extent));
  const std::size_t offset =
      begin.offset + std::min(source.find_first_not_of(" \t\r\n", 1), source.size());
  return clang_getRange(
      clang_getLocationForOffset(unit_, begin.file, static_cast<unsigned>(offset)),
      clang_getRangeEnd(extent));
}

}  // namespace vgen::tool::frontend
