#include <vgen/http/codings.hpp>

#include <vgen/http/field_text.hpp>

#include <algorithm>
#include <new>
#include <optional>
#include <utility>

#include <zlib.h>

namespace vgen {
namespace {

using detail::full_weight;
using detail::take_part;
using detail::weight_in;

/// The weight that the fields give to a coding; none if they do not name it.
std::optional<int> weight_of_coding(const Request& request, std::string_view coding) noexcept {
  for (const Header& header : request.headers) {
    if (!same_header_name(header.name, "Accept-Encoding")) continue;
    std::string_view list = header.value;
    while (!list.empty()) {
      std::string_view element = take_part(list, ',');
      if (same_header_name(take_part(element, ';'), coding)) return weight_in(element);
    }
  }
  return std::nullopt;
}

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && same_header_name(text.substr(text.size() - end.size()), end);
}

/// Pictures and archives do not become smaller.
bool is_text(std::string_view content_type) noexcept {
  const std::string_view type = take_part(content_type, ';');
  return same_header_name(type.substr(0, 5), "text/") ||
         same_header_name(type, "application/json") || ends_with(type, "+json") ||
         ends_with(type, "+xml") || same_header_name(type, "application/xml") ||
         same_header_name(type, "application/javascript");
}

/// Whether `Cache-Control` has one of the directives that forbid it.
bool is_forbidden(std::string_view cache_control) noexcept {
  while (!cache_control.empty()) {
    const std::string_view directive = take_part(cache_control, ',');
    if (same_header_name(directive, "no-store") || same_header_name(directive, "no-transform"))
      return true;
  }
  return false;
}

bool may_be_compressed(const Response& response) noexcept {
  const Headers& headers = response.headers;
  if (response.source || !response.fixed_body.empty() || has_no_content(response.status))
    return false;
  if (!is_text(headers.find("Content-Type").value_or(""))) return false;
  if (headers.find("Content-Encoding") || headers.find("Content-Range") ||
      headers.find("Set-Cookie"))
    return false;
  if (const auto tag = headers.find("ETag"); tag && !tag->starts_with("W/")) return false;
  return !is_forbidden(headers.find("Cache-Control").value_or(""));
}

bool has_member(std::string_view list, std::string_view name) noexcept {
  while (!list.empty()) {
    const std::string_view member = take_part(list, ',');
    if (member == "*" || same_header_name(member, name)) return true;
  }
  return false;
}

/// Lets caches know that the answer depends on the field.
void add_vary(Headers& headers) {
  const auto present = headers.find("Vary");
  if (!present) return headers.add_trusted("Vary", "Accept-Encoding");
  if (!has_member(*present, "Accept-Encoding"))
    headers.set("Vary", std::string(*present) + ", Accept-Encoding");
}

/// Ends the state of zlib.
struct Deflater {
  z_stream stream{};

  Deflater() {
    // Fast enough for the thread of a loop.
    constexpr int level = 4;
    constexpr int gzip_window = 15 + 16;
    constexpr int memory = 8;
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Deflater() { deflateEnd(&stream); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
};

}  // namespace

Codings accepted_codings(const Request& request) noexcept {
  const std::optional<int> any = weight_of_coding(request, "*");
  return {.gzip = weight_of_coding(request, "gzip").value_or(any.value_or(0)),
          .identity = weight_of_coding(request, "identity").value_or(any == 0 ? 0 : full_weight)};
}

std::string gzip(std::string_view text) {
  Deflater deflater;
  z_stream& stream = deflater.stream;
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  // zlib's interface does not accept const input, but zlib does not write to it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::bad_alloc();
  packed.resize(packed.size() - stream.avail_out);
  return packed;
}

void compress_body(const Request& request, Response& response) {
  // More would keep the other connections of the loop waiting.
  constexpr std::size_t largest = 16UL * 1024 * 1024;
  const std::string_view text = response.text();
  if (text.size() > largest || !may_be_compressed(response)) return;
  add_vary(response.headers);
  const auto named = weight_of_coding(request, "identity");
  const Codings codings = accepted_codings(request);
  if (codings.gzip == 0 || (named && *named > codings.gzip)) return;
  std::string packed = gzip(text);
  if (packed.size() >= text.size()) return;
  response.clear_body();
  response.body = std::move(packed);
  response.headers.add_trusted("Content-Encoding", "gzip");
}

}  // namespace vgen
