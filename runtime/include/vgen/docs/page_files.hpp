/// The documentation page, as the program holds it. Its sources are in `runtime/docs/`.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace vgen::docs {

/// One file that the page loads.
struct PageFile {
  std::string_view name{};  ///< "swagger-ui.css"
  std::string_view media_type{};
  std::string_view tag{};     ///< Different for different content.
  std::string_view packed{};  ///< Compressed by gzip.
  std::size_t size = 0;       ///< Bytes of the content, not compressed.
};

/// The page itself. `{{title}}` is replaced by the API's title, `{{openapi}}` and `{{asyncapi}}` by
/// the addresses of its documents; all as HTML. An API without channels has no AsyncAPI document,
/// and no address of it.
[[nodiscard]] std::string_view page_template() noexcept;
/// All files. There are none if vgen was built without the page; `page_template` then says so.
[[nodiscard]] std::span<const PageFile> page_files() noexcept;
/// The uncompressed content of one of these files. It is made at the first call and kept. Several
/// threads may call at once. Throws `std::runtime_error` if it cannot be read.
[[nodiscard]] std::string_view unpacked(const PageFile& file);

}  // namespace vgen::docs
