#include <vgen/client/codegen/request.hpp>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <random>

namespace vgen::client::codegen {
namespace {

/// The characters that `encodeURIComponent` leaves as they are, which all are safe in a segment and
/// in a query.
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
}

void append_percent(std::string& out, char c) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

/// Percent-encoding (RFC 3986, section 2.1). Characters in `hidden` are encoded too, and those in
/// `kept` are not.
void append_encoded(std::string& out, std::string_view text, std::string_view hidden = {},
                    std::string_view kept = {}) {
  for (const char c : text) {
    const bool keeps = is_plain(c) || kept.find(c) != std::string_view::npos;
    if (keeps && hidden.find(c) == std::string_view::npos) {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
}

/// The server splits a segment at the last text between two parameters, so that no value may
/// contain the character with which such a text begins.
std::string hidden_characters(std::string_view segment) {
  std::string hidden;
  for (std::size_t end = segment.find('}'); end != std::string_view::npos;
       end = segment.find('}', end + 1)) {
    const bool has_next = segment.find('{', end + 1) != std::string_view::npos;
    if (has_next && segment[end + 1] != '{') hidden += segment[end + 1];
  }
  return hidden;
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& item : texts) text += (text.empty() ? "" : ",") + item;
  return text;
}

/// A name in a head of a part, as the HTML standard encodes it.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\r' || c == '\n') {
      append_percent(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

std::string make_boundary() {
  std::random_device device;
  std::string text = "vgen-";
  for (int i = 0; i < 4; ++i) {
    for (std::uint32_t bits = device(), n = 0; n < 8; ++n, bits >>= 4)
      text += "0123456789abcdef"[bits & 15U];
  }
  return text;
}

}  // namespace

std::string encoded_component(std::string_view text) {
  std::string out;
  append_encoded(out, text);
  return out;
}

std::string unquoted(std::string json) {
  if (json.size() >= 2 && json.front() == '"') return json.substr(1, json.size() - 2);
  return json;
}

RequestBase::RequestBase(std::string_view method, std::string_view path)
    : request_{.method = method, .route = path}, path_left_(path) {}

void RequestBase::fail(std::string_view member, std::string_view reason) {
  if (!request_.failure.empty()) return;
  if (!member.empty()) request_.failure.append(member).append(": ");
  request_.failure.append(reason);
}

/// Copies the text before the next parameter.
void RequestBase::copy_path_text() {
  const std::size_t size = path_left_.find('{');
  append_encoded(request_.target, path_left_.substr(0, size), {}, "/%:@&=+$,;");
  path_left_.remove_prefix(std::min(size, path_left_.size()));
}

void RequestBase::add_path(std::string_view member, std::string_view text) {
  copy_path_text();
  const std::string_view route = request_.route;
  const std::size_t at = route.size() - path_left_.size();
  const std::size_t begin = route.rfind('/', at) + 1;
  const std::size_t end = std::min(route.find('/', at), route.size());
  const std::string_view parameter = path_left_.substr(0, path_left_.find('}') + 1);
  if (parameter.ends_with("...}")) {
    append_encoded(request_.target, text, {}, "/");
  } else {
    if (text.empty()) fail(member, "cannot be empty in a path");
    append_encoded(request_.target, text, hidden_characters(route.substr(begin, end - begin)));
  }
  path_left_.remove_prefix(parameter.size());
}

void RequestBase::add_query(std::string_view name, std::string_view text) {
  query_ += query_.empty() ? '?' : '&';
  append_encoded(query_, name);
  query_ += '=';
  append_encoded(query_, text);
}

void RequestBase::add_header(std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  for (const std::string& text : texts) {
    if (has_control(text)) return fail(name, "a header cannot hold control characters");
    if (texts.size() > 1 && text.find(',') != std::string::npos)
      return fail(name, "an item of a list in a header cannot hold a comma");
  }
  set_field(request_.headers, name, joined(texts));
}

void RequestBase::add_cookie(std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  const std::string text = joined(texts);
  if (has_control(text) || text.find_first_of("\"; ") != std::string::npos)
    return fail(name, "a cookie cannot hold spaces, quotation marks and semicolons");
  cookies_.append(cookies_.empty() ? "" : "; ").append(name).append("=").append(text);
}

void RequestBase::set_json(std::string text) {
  request_.body = std::move(text);
  set_field(request_.headers, "Content-Type", "application/json");
}

void RequestBase::set_media(std::string bytes, std::string_view type) {
  request_.body = std::move(bytes);
  if (!find_field(request_.headers, "Content-Type"))
    set_field(request_.headers, "Content-Type", type);
}

void RequestBase::begin_part(std::string_view name, std::string_view file,
                             std::string_view media_type) {
  if (boundary_.empty()) {
    boundary_ = make_boundary();
    set_field(request_.headers, "Content-Type", "multipart/form-data; boundary=" + boundary_);
  }
  std::string& body = request_.body;
  body += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + '"';
  if (!file.empty()) body += "; filename=\"" + quoted(file) + '"';
  if (!media_type.empty()) body.append("\r\nContent-Type: ").append(media_type);
  body += "\r\n\r\n";
}

void RequestBase::add_part(std::string_view name, std::string_view text) {
  begin_part(name, {}, {});
  request_.body.append(text).append("\r\n");
}

void RequestBase::add_part(std::string_view name, const Upload& file) {
  if (has_control(file.media_type)) return fail(name, "the media type has control characters");
  std::string title = file.name;
  if (title.empty()) title = file.path.substr(file.path.rfind('/') + 1);
  if (title.empty()) title = name;
  begin_part(name, title, file.media_type.empty() ? "application/octet-stream" : file.media_type);
  if (file.path.empty()) {
    request_.body += file.bytes;
  } else {
    std::ifstream in(file.path, std::ios::binary);
    if (!in) return fail(name, "cannot read the file " + file.path);
    request_.body.append(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) return fail(name, "cannot read the file " + file.path);
  }
  request_.body += "\r\n";
}

detail::Prepared RequestBase::take() {
  copy_path_text();
  // Servers and proxies remove dot segments from a path, encoded or not, and would so reach another
  // operation.
  const std::string& path = request_.target;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = std::string_view(path).substr(begin, end - begin);
    if (segment == "." || segment == "..")
      fail("", "a path cannot have the segment " + std::string(segment));
    begin = end + 1;
  }
  if (path.starts_with("//")) fail("", "a path cannot begin with //");
  request_.target += query_;
  if (!cookies_.empty()) set_field(request_.headers, "Cookie", cookies_);
  if (!boundary_.empty()) request_.body += "--" + boundary_ + "--\r\n";
  return std::move(request_);
}

}  // namespace vgen::client::codegen
