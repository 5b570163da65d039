/// A form whose files are on the disk.
#pragma once

#include <vgen/core/descriptor.hpp>
#include <vgen/core/error.hpp>
#include <vgen/core/log.hpp>
#include <vgen/dispatch/upload_options.hpp>
#include <vgen/file.hpp>
#include <vgen/http/multipart.hpp>
#include <vgen/http/request.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// A part of a form: a text, or a file.
struct FormPart {
  std::string name{};
  std::string text{};
  File file{};
  bool is_file = false;
};

/// Takes in a body of `multipart/form-data` in pieces. Parts with a name of a file go to temporary
/// files at once. It owns them, and deletes those that were not moved.
class MultipartForm final : private PartSink {
 public:
  /// Options and log must outlive it. The log gets the reasons of the disk.
  MultipartForm(std::string_view boundary, const UploadOptions& options, LogSink* log);
  ~MultipartForm();
  MultipartForm(const MultipartForm&) = delete;
  MultipartForm& operator=(const MultipartForm&) = delete;

  /// Takes in the next bytes. Returns false after a fault.
  bool read(std::string_view bytes);
  /// The body has ended. Returns false if the form has not.
  bool finish();
  /// The body is larger than its limit, or its chunks are malformed.
  void refuse_size() { fail(ErrorKind::payload_too_large, "The body is too large."); }
  void refuse_body() { fail(ErrorKind::malformed, "The chunks of the body are malformed."); }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  /// The fault, for an answer.
  [[nodiscard]] ErrorKind fault() const noexcept { return fault_; }
  [[nodiscard]] const std::string& detail() const noexcept { return detail_; }

  /// In the order of the body. An input of a page without a chosen file has no part.
  [[nodiscard]] const std::vector<FormPart>& parts() const noexcept { return parts_; }

 private:
  void begin_part(PartHead head) override;
  void part_data(std::string_view bytes) override;
  void end_part() override;

  void open_file(File& file);
  void write(std::string_view bytes);
  bool flush();
  void fail(ErrorKind kind, std::string detail);
  void fail_disk(std::string_view what, const std::string& path);

  const UploadOptions& options_;
  LogSink* log_;
  MultipartParser parser_;
  std::vector<FormPart> parts_;
  Descriptor open_;
  std::string unwritten_;  ///< Of the open file.
  std::size_t text_bytes_ = 0;
  bool failed_ = false;
  ErrorKind fault_ = ErrorKind::malformed;
  std::string detail_;
};

/// A form for a request with this media type; null if it is another one.
[[nodiscard]] std::unique_ptr<MultipartForm> make_form(const Request& request,
                                                       const UploadOptions& options, LogSink* log);

}  // namespace vgen
