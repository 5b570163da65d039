#include <vgen/dispatch/docs_page.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/docs/page_files.hpp>
#include <vgen/http/codings.hpp>
#include <vgen/http/conditions.hpp>

#include <charconv>
#include <cstdint>
#include <string>

namespace vgen {
namespace {

/// Swagger UI needs only this; test/browser/docs.mjs checks it by opening everything.
constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

std::string html_text(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      default: html += c;
    }
  }
  return html;
}

/// What the names in the template stand for, as HTML.
struct PageTexts {
  std::string title;
  std::string openapi;
  std::string asyncapi;

  [[nodiscard]] std::string_view find(std::string_view name) const noexcept {
    if (name == "title") return title;
    return name == "openapi" ? openapi : asyncapi;
  }
};

/// The template with its names in braces replaced. The inserted text is not searched again.
std::string fill_page(std::string_view text, const PageTexts& texts) {
  std::string page;
  while (true) {
    const std::size_t begin = text.find("{{");
    const std::size_t end = text.find("}}", begin);
    page += text.substr(0, begin);
    if (end == std::string_view::npos) return page;
    page += texts.find(text.substr(begin + 2, end - begin - 2));
    text.remove_prefix(end + 2);
  }
}

/// 64-bit FNV-1a in hexadecimal digits.
std::string tag_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  char digits[16];
  return {digits, std::to_chars(digits, digits + sizeof digits, hash, 16).ptr};
}

/// Adds the tag. Returns true if the client has this version; it is then answered.
bool is_known(HostedCall& call, const std::string& tag) {
  call.response().headers.add_trusted("ETag", entity_tag(tag));
  if (check_conditions(call.request(), {.etag = tag}) != Condition::not_modified) return false;
  call.response().status = 304;
  return true;
}

void answer_file(HostedCall& call, const docs::PageFile& file) {
  Response& response = call.response();
  response.headers.add_trusted("Vary", "Accept-Encoding");
  const Codings codings = accepted_codings(call.request());
  if (codings.gzip != 0) {
    if (is_known(call, std::string(file.tag) + "-gzip")) return;
    response.headers.add_trusted("Content-Encoding", "gzip");
    return answer_fixed(call, file.media_type, file.packed);
  }
  if (codings.identity == 0)
    return answer_error(call, ErrorKind::not_acceptable,
                        "This file is there as gzip and as identity.");
  if (is_known(call, std::string(file.tag))) return;
  answer_fixed(call, file.media_type, docs::unpacked(file));
}

const docs::PageFile* find_file(std::string_view name) noexcept {
  for (const docs::PageFile& file : docs::page_files()) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

}  // namespace

DocsPage::DocsPage(const ApiDefinition& definition)
    : served_(!definition.docs_path.empty() && !definition.openapi.empty()),
      base_(definition.docs_path) {
  while (base_.ends_with('/')) base_.remove_suffix(1);
  // Relative, so that the page works behind a proxy that adds a prefix.
  std::string up;
  for (const char c : base_) up += c == '/' ? "../" : "";
  PageTexts texts{.title = html_text(definition.name), .openapi = up, .asyncapi = {}};
  texts.openapi += definition.openapi_path.substr(1);
  if (!definition.asyncapi.empty()) texts.asyncapi = up.append(definition.asyncapi_path.substr(1));
  page_ = fill_page(docs::page_template(), texts);
  page_tag_ = tag_of(page_);
}

bool DocsPage::has(std::string_view path) const noexcept {
  if (!served_ || !path.starts_with(base_)) return false;
  path.remove_prefix(base_.size());
  if (path.empty() || path == "/") return true;
  return path.front() == '/' && find_file(path.substr(1)) != nullptr;
}

void DocsPage::answer(HostedCall& call) const {
  Headers& headers = call.response().headers;
  headers.add_trusted("X-Content-Type-Options", "nosniff");
  headers.add_trusted(
      "Cache-Control",
      "no-cache");  // the paths are the same after an update, so clients must check the ETag
  const std::string_view rest = call.request().path.substr(base_.size());
  if (rest.empty()) {
    // The files are beside the page, so its address must end with a slash.
    call.response().status = 302;
    return headers.add("Location", "./" + std::string(base_.substr(base_.rfind('/') + 1)) + "/");
  }
  headers.add_trusted("Content-Security-Policy", content_policy);
  if (const docs::PageFile* const file = find_file(rest.substr(1))) return answer_file(call, *file);
  if (!is_known(call, page_tag_)) answer_fixed(call, "text/html; charset=utf-8", page_);
}

}  // namespace vgen
