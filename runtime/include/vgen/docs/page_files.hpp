/// The documentation page as it is held in the program. `runtime/docs/` is what it is made of.
#pragma once

#include <cstddef>
#include <span>
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
/// The content of one of these files, not compressed. It is made when it is asked for first, and
/// stays. Any number of threads may ask at once. Throws `std::runtime_error` if it cannot be read.
[[nodiscard]] std::string_view unpacked(const PageFile& file);

}  // namespace vgen::docs
