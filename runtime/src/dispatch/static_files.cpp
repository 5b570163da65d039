#include <vgen/dispatch/static_files.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/file_answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/http/media_type.hpp>
#include <vgen/http/percent.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

struct MediaType {
  std::string_view ending;
  std::string_view type;
};

constexpr std::string_view html_media_type = "text/html; charset=utf-8";
constexpr std::string_view script_media_type = "text/javascript; charset=utf-8";

constexpr MediaType media_types[] = {
    {"html", html_media_type},
    {"htm", html_media_type},
    {"css", "text/css; charset=utf-8"},
    {"js", script_media_type},
    {"mjs", script_media_type},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"xml", "application/xml"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/x-icon"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"ttf", "font/ttf"},
    {"otf", "font/otf"},
    {"wasm", "application/wasm"},
    {"pdf", "application/pdf"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"webm", "video/webm"},
};

/// Whether a decoded segment may be the name of a file: not a way up, not a dot file, no character
/// that a file system could treat as a separator.
bool is_servable(std::string_view name) {
  if (name.empty() || name.front() == '.') return false;
  return std::ranges::none_of(name, [](char c) {
    return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

/// "/a/b%20c/" → "/a/b c/". Each segment is decoded once. Nothing if a segment may not be served.
std::optional<std::string> decode_path(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  std::string decoded = "/";
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    std::string name;
    if (!percent_decode(name, path.substr(0, end)) || !is_servable(name)) return std::nullopt;
    decoded += name;
    path.remove_prefix(end);
    if (path.empty()) break;
    decoded += '/';
    path.remove_prefix(1);
  }
  return decoded;
}

bool starts_with_folder(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

/// Whether the client names a page in `Accept`. For a client that accepts anything, such as a
/// script tag, a 404 is better.
bool wants_page(const Request& request) {
  constexpr std::string_view page = "text/html";
  const std::string_view accept = request.header("Accept").value_or("");
  return accept.find(page) != std::string_view::npos && accepts(accept, page);
}

bool is_get(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

void answer_nothing(HostedCall& call) {
  answer_error(call, ErrorKind::not_found, "There is nothing at this path.");
}

/// Redirects a folder without the slash, because relative links of its page would be wrong.
void answer_redirect(HostedCall& call) {
  const Request& request = call.request();
  std::string location = std::string(request.path) + "/";
  if (!request.query.empty()) location.append("?").append(request.query);
  call.response().status = 308;
  call.response().headers.add("Location", location);
}

void answer_method(HostedCall& call) {
  call.response().headers.add_trusted("Allow", "GET, HEAD, OPTIONS");
  if (call.request().method == "OPTIONS") {
    call.response().status = 204;
  } else {
    answer_error(call, ErrorKind::method_not_allowed, "Files allow only GET, HEAD and OPTIONS.");
  }
}

}  // namespace

std::string_view media_type_of(std::string_view file_name) noexcept {
  const std::size_t dot = file_name.rfind('.');
  const std::string_view ending =
      dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1);
  for (const MediaType& known : media_types) {
    if (same_header_name(known.ending, ending)) return known.type;
  }
  return "application/octet-stream";
}

/// The answer to a request.
struct StaticFiles::Found {
  const ServedDirectory* directory = nullptr;
  std::string path{};  ///< Relative to the folder.
  std::shared_ptr<FoundFile> file{};
  bool needs_slash = false;
};

StaticFiles::StaticFiles(std::vector<ServedDirectory> directories, const FileSource& source)
    : directories_(std::move(directories)), source_(&source) {
  for (ServedDirectory& directory : directories_) {
    if (!directory.prefix.starts_with('/'))
      throw std::invalid_argument("the prefix of a served folder must begin with '/': " +
                                  directory.prefix);
    while (directory.prefix.ends_with('/')) directory.prefix.pop_back();
  }
  std::ranges::stable_sort(
      directories_, std::ranges::greater(),
      [](const ServedDirectory& directory) { return directory.prefix.size(); });
  for (std::size_t i = 0; i < directories_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (directories_[j].prefix != directories_[i].prefix) continue;
      throw std::invalid_argument("two folders are served at " + directories_[i].prefix + "/");
    }
  }
}

const ServedDirectory* StaticFiles::directory_of(std::string_view path) const {
  const auto found = std::ranges::find_if(directories_, [&](const ServedDirectory& directory) {
    return starts_with_folder(path, directory.prefix);
  });
  return found == directories_.end() ? nullptr : &*found;
}

StaticFiles::Found StaticFiles::find(const Request& request) const {
  Found found;
  const std::optional<std::string> path = decode_path(request.path);
  if (!path) return found;
  const ServedDirectory* directory = directory_of(*path);
  if (directory == nullptr) return found;
  found.directory = directory;

  std::string rest = path->substr(directory->prefix.size());  // "", "/", "/a", "/a/"
  const bool has_slash = rest.ends_with('/');
  if (has_slash) rest.pop_back();
  if (rest.starts_with('/')) rest.erase(0, 1);
  found.path = std::move(rest);
  found.file = source_->open(directory->folder, found.path);
  if (found.file && found.file->is_folder) {
    found.path += found.path.empty() ? "index.html" : "/index.html";
    found.file = source_->open(directory->folder, found.path);
    found.needs_slash = !has_slash;
    if (found.file && found.file->is_folder) found.file.reset();
  } else if (has_slash) {
    found.file.reset();
  }
  if (!found.file && !directory->fallback.empty() && is_get(request) && wants_page(request)) {
    found.path = directory->fallback;
    found.file = source_->open(directory->folder, found.path);
    found.needs_slash = false;
  }
  return found;
}

void StaticFiles::answer(HostedCall& call) const {
  Found found = find(call.request());
  if (!found.file) return answer_nothing(call);
  if (!is_get(call.request())) return answer_method(call);
  if (found.needs_slash) return answer_redirect(call);

  if (found.file->size > found.directory->file_bytes)
    throw std::length_error(
        "a served file is larger than its limit: " + std::to_string(found.file->size) + " bytes");
  const std::string_view type = media_type_of(found.path);
  answer_file(call.request(), call.response(), std::move(found.file), type);
  // Clients check a page each time, so that they see a new page, with the names of its new scripts,
  // at once.
  if (type == html_media_type) call.response().headers.add_trusted("Cache-Control", "no-cache");
}

}  // namespace vgen
