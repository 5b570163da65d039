// A form in two pieces is read like the whole, and no part has more than the body.
#include <vgen/http/multipart.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace {

struct Parts final : vgen::PartSink {
  std::string text;

  void begin_part(vgen::PartHead head) override {
    text += '<' + std::move(head.name) + '|' + head.file_name.value_or("") + '>';
  }
  void part_data(std::string_view bytes) override { text += bytes; }
  void end_part() override { text += "</>"; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  static_cast<void>(vgen::multipart_boundary(body));

  Parts whole;
  vgen::MultipartParser parser("b");
  const auto state = parser.read(body, whole);
  const std::size_t cut = size == 0 ? 0 : data[0] % size;
  Parts pieces;
  vgen::MultipartParser other("b");
  other.read(body.substr(0, cut), pieces);
  if (other.read(body.substr(cut), pieces) != state || pieces.text != whole.text) std::abort();
  return 0;
}
