#include <vgen/docs/page_files.hpp>

#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include <zlib.h>

namespace vgen::docs {
namespace {

/// The content of one file, once somebody has asked for it.
struct Unpacked {
  std::once_flag once;
  std::string content;
};

void unpack(std::string& content, const PageFile& file) {
  content.resize(file.size);
  z_stream stream{};
  // zlib's interface takes no const input; it does not write to it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(file.packed.data()));
  stream.avail_in = static_cast<uInt>(file.packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(content.data());
  stream.avail_out = static_cast<uInt>(content.size());
  constexpr int gzip_window = 15 + 16;
  if (inflateInit2(&stream, gzip_window) != Z_OK) throw std::runtime_error("zlib has no memory");
  const int result = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (result != Z_STREAM_END || stream.avail_out != 0)
    throw std::runtime_error("the documentation page cannot be unpacked");
}

}  // namespace

std::string_view unpacked(const PageFile& file) {
  static std::vector<Unpacked> all(page_files().size());
  Unpacked& one = all[static_cast<std::size_t>(&file - page_files().data())];
  std::call_once(one.once, [&] { unpack(one.content, file); });
  return one.content;
}

}  // namespace vgen::docs
