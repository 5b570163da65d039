/// The documentation page as it is held in the program. `runtime/docs/` is what it is made of.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace vgen::docs {

/// One file that the page loads.
struct PageFile {
  std::string_view name{};  ///< "swagger-ui.css"
  std::string_view media_type{};
  std::string_view tag{};     ///< Differs where the content does.
  std::string_view packed{};  ///< Compressed by gzip.
  std::size_t size = 0;       ///< Bytes of the content, not compressed.
};

/// The page itself. `{{title}}` stands for the API's title, `{{openapi}}` for the address of its
/// OpenAPI document; both as HTML.
[[nodiscard]] std::string_view page_template() noexcept;
/// All files; none where vgen was built without the page: then `page_template` says so.
[[nodiscard]] std::span<const PageFile> page_files() noexcept;
/// Replaces `content` by that of a file, not compressed. Throws `std::runtime_error` if it cannot
/// be read.
void unpack(std::string& content, const PageFile& file);

}  // namespace vgen::docs
