#include <vgen/dispatch/multipart_form.hpp>

#include <fcntl.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkostemp is not in <cstdlib>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>

namespace vgen {
namespace {

/// Small pieces are collected before they are written.
constexpr std::size_t piece_bytes = 32UL * 1024;

std::string folder_of(const UploadOptions& options) {
  if (!options.folder.empty()) return options.folder;
  const char* const of_system = std::getenv("TMPDIR");
  return of_system != nullptr && *of_system != '\0' ? of_system : "/tmp";
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

MultipartForm::MultipartForm(std::string_view boundary, const UploadOptions& options, LogSink* log)
    : options_(options), log_(log), parser_(boundary, options.parts) {}

MultipartForm::~MultipartForm() {
  for (const FormPart& part : parts_) {
    if (!part.file.path.empty()) ::unlink(part.file.path.c_str());
  }
}

bool MultipartForm::read(std::string_view bytes) {
  if (failed_) return false;
  switch (parser_.read(bytes, *this)) {
    case MultipartParser::State::incomplete:
    case MultipartParser::State::complete: break;
    case MultipartParser::State::malformed:
      fail(ErrorKind::malformed, std::string(parser_.fault()));
      break;
    case MultipartParser::State::too_large:
      fail(ErrorKind::payload_too_large, std::string(parser_.fault()));
      break;
  }
  return !failed_;
}

bool MultipartForm::finish() {
  if (!failed_ && parser_.state() != MultipartParser::State::complete)
    fail(ErrorKind::malformed, "The form ends before its last boundary.");
  return !failed_;
}

void MultipartForm::fail(ErrorKind kind, std::string detail) {
  if (std::exchange(failed_, true)) return;
  fault_ = kind;
  detail_ = std::move(detail);
  open_.close();
}

/// Only the log has the reason.
void MultipartForm::fail_disk(std::string_view what, const std::string& path) {
  const std::string reason = std::error_code(errno, std::generic_category()).message();
  Logger(log_).error("a file of a form cannot be stored: " + std::string(what) + " " + path + ": " +
                     reason);
  fail(ErrorKind::unavailable, "The server cannot store files now.");
}

void MultipartForm::open_file(File& file) {
  std::string path = folder_of(options_) + "/vgen-upload-XXXXXX";
  open_ = Descriptor(::mkostemp(path.data(), O_CLOEXEC));
  if (!open_.good()) return fail_disk("opening", path);
  file.path = std::move(path);
}

void MultipartForm::begin_part(PartHead head) {
  if (failed_) return;
  FormPart& part = parts_.emplace_back();
  part.name = std::move(head.name);
  part.is_file = head.file_name.has_value();
  if (!part.is_file) return;
  part.file.name = *std::move(head.file_name);
  part.file.media_type =
      head.media_type.empty() ? "application/octet-stream" : std::move(head.media_type);
  unwritten_.clear();
  open_file(part.file);
}

void MultipartForm::part_data(std::string_view bytes) {
  if (failed_) return;
  FormPart& part = parts_.back();
  if (!part.is_file) {
    text_bytes_ += bytes.size();
    if (text_bytes_ > options_.text_bytes)
      return fail(ErrorKind::payload_too_large, "The texts of the form are too large.");
    part.text.append(bytes);
    return;
  }
  if (bytes.size() > options_.file_bytes - part.file.size)
    return fail(ErrorKind::payload_too_large, "A file of the form is too large.");
  part.file.size += bytes.size();
  write(bytes);
}

void MultipartForm::write(std::string_view bytes) {
  if (unwritten_.size() + bytes.size() < piece_bytes) {
    unwritten_.append(bytes);
  } else if (flush() && !write_all(open_.get(), bytes)) {
    fail_disk("writing", parts_.back().file.path);
  }
}

bool MultipartForm::flush() {
  const bool good = write_all(open_.get(), unwritten_);
  if (!good) fail_disk("writing", parts_.back().file.path);
  unwritten_.clear();
  return good;
}

void MultipartForm::end_part() {
  if (failed_ || !parts_.back().is_file) return;
  if (!flush()) return;
  open_.close();
  const File& file = parts_.back().file;
  if (!file.name.empty() || file.size != 0) return;
  ::unlink(file.path.c_str());
  parts_.pop_back();
}

std::unique_ptr<MultipartForm> make_form(const Request& request, const UploadOptions& options,
                                         LogSink* log) {
  const std::optional<std::string_view> media_type = request.header("Content-Type");
  const std::optional<std::string> boundary =
      media_type ? multipart_boundary(*media_type) : std::nullopt;
  return boundary ? std::make_unique<MultipartForm>(*boundary, options, log) : nullptr;
}

}  // namespace vgen
