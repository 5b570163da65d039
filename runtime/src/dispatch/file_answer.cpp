#include <vgen/dispatch/file_answer.hpp>

#include <vgen/core/error.hpp>
#include <vgen/http/conditions.hpp>
#include <vgen/http/date.hpp>
#include <vgen/http/range.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <span>
#include <utility>

namespace vgen {
namespace {

/// A part of a file.
class FilePart final : public BodySource {
 public:
  FilePart(std::shared_ptr<FoundFile> file, const ByteRange& range)
      : file_(std::move(file)), first_(range.first) {
    size = range.size;
  }
  std::size_t read(std::uint64_t at, std::span<char> to) override {
    const std::uint64_t left = size - at;
    return file_->read(first_ + at, to.first(std::min<std::uint64_t>(left, to.size())));
  }

 private:
  std::shared_ptr<FoundFile> file_;
  std::uint64_t first_;
};

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 16> digits{};
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return std::string(std::as_const(digits).data(), end);
}

Version version_of(const FoundFile& file) {
  const std::chrono::nanoseconds modified(file.modified);
  return {
      .etag = hexadecimal(static_cast<std::uint64_t>(file.modified)) + "-" + hexadecimal(file.size),
      .modified = std::chrono::system_clock::time_point(
          std::chrono::duration_cast<std::chrono::system_clock::duration>(modified))};
}

/// The part that is asked for. Only GET has ranges (RFC 9110, section 14.2).
ByteRange part_of(const Request& request, const Version& version, std::uint64_t size) {
  const std::optional<std::string_view> field = request.header("Range");
  if (!field || request.method != "GET" || !allows_range(request, version)) return {};
  return read_range(*field, size);
}

bool is_plain(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == '_';
}

void append_encoded(std::string& text, std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c)) {
      text += c;
    } else {
      text.append("%").append(1, digits[byte / 16]).append(1, digits[byte % 16]);
    }
  }
}

}  // namespace

void answer_file(const Request& request, Response& response, std::shared_ptr<FoundFile> file,
                 std::string_view media_type) {
  const Version version = version_of(*file);
  const Condition condition = check_conditions(request, version);
  if (condition == Condition::failed)
    throw Error(ErrorKind::precondition_failed, "The file has another version.");
  const ByteRange part = part_of(request, version, file->size);
  const bool is_known = condition == Condition::not_modified;
  if (!is_known && part.kind == ByteRange::Kind::unsatisfiable) {
    response.headers.set("Content-Range", content_range(part, file->size));
    throw Error(ErrorKind::range_not_satisfiable, "The file has no such part.");
  }
  response.headers.set("ETag", entity_tag(version.etag));
  response.headers.set("Last-Modified",
                       http_date(std::chrono::floor<std::chrono::seconds>(*version.modified)));
  response.headers.set("Accept-Ranges", "bytes");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.clear_body();
  response.status = is_known ? 304 : 200;
  if (is_known) return response.headers.remove("Content-Type");
  response.headers.set("Content-Type", media_type);
  if (part.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.set("Content-Range", content_range(part, file->size));
    response.source = std::make_shared<FilePart>(std::move(file), part);
  } else {
    response.source = std::move(file);
  }
}

std::string attachment(std::string_view name) {
  std::string text = "attachment; filename=\"";
  for (const char c : name) text += is_plain(c) || c == ' ' ? c : '_';
  text += '"';
  if (std::ranges::all_of(name, [](char c) { return is_plain(c) || c == ' '; })) return text;
  text += "; filename*=UTF-8''";
  append_encoded(text, name);
  return text;
}

}  // namespace vgen
