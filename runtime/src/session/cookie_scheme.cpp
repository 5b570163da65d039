#include "cookie_scheme.hpp"

#include <vgen/core/base64url.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace vgen::session {
namespace {

using std::chrono::seconds;

constexpr std::size_t id_bytes = 32;
/// Browsers take 4,096 bytes with name and attributes.
constexpr std::size_t longest_value = 3800;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end != 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::vector<std::string> keys_of_file(const std::string& path) {
  std::ifstream file(path);
  if (!file.is_open()) throw std::invalid_argument("cannot read the keys of cookies from " + path);
  std::vector<std::string> keys;
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) keys.push_back(line);
  }
  return keys;
}

/// The options with what the environment says.
CookieOptions complete(CookieOptions options) {
  if (options.store != nullptr) return options;
  if (options.keys.empty() && options.keys_file.empty()) {
    options.keys_file = environment("VGEN_COOKIE_KEYS_FILE");
    options.keys = split(environment("VGEN_COOKIE_KEYS"), ',');
  }
  if (options.keys.empty() && !options.keys_file.empty())
    options.keys = keys_of_file(options.keys_file);
  if (options.keys.empty() && options.default_store != nullptr) {
    options.store = options.default_store;
  } else if (options.keys.empty()) {
    throw std::invalid_argument(
        "the scheme cookie has no key: set the environment variable VGEN_COOKIE_KEYS_FILE to a "
        "file with one key in a line, or give ServerOptions::sessions.cookie keys or a store");
  }
  return options;
}

/// `1900000000 {"user":"ada"}`
std::optional<std::pair<long long, std::string>> split_expiry(std::string_view text) {
  long long expires = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), expires);
  if (error != std::errc() || end == text.data() + text.size() || *end != ' ') return std::nullopt;
  return std::pair(expires, std::string(end + 1, text.data() + text.size()));
}

}  // namespace

CookieScheme::CookieScheme(std::string_view name, CookieOptions options, const SessionCodec& codec)
    : options_(complete(std::move(options))),
      name_((options_.secure ? "__Host-" : "") + std::string(name)),
      sealed_(options_.keys),
      codec_(codec) {}

std::optional<CookieScheme::Content> CookieScheme::open(std::string_view value, Time now) const {
  if (options_.store != nullptr) {
    std::optional<std::string> json = options_.store->get(value, now);
    if (!json) return std::nullopt;
    return Content{.json = *std::move(json), .expires = std::nullopt};
  }
  const std::optional<std::string> text = sealed_.open(value, name_);
  auto parts = text ? split_expiry(*text) : std::nullopt;
  if (!parts) return std::nullopt;
  const Time expires{seconds(parts->first)};
  if (expires <= now) return std::nullopt;
  return Content{.json = std::move(parts->second), .expires = expires};
}

Outcome CookieScheme::make_session(void* storage, const Call& call) {
  const std::optional<std::string_view> value = call.cookie(name_);
  if (!value) return {};
  const std::optional<Content> content = open(*value, call.clock().now());
  if (!content || !codec_.read(content->json, storage))
    return {.refusal = "the cookie has no session that is valid"};
  return {.found = true, .expires = content->expires};
}

std::string CookieScheme::challenge(std::string_view /*refusal*/) const {
  return "Cookie cookie-name=\"" + name_ + '"';
}

/// Ends the session that the request has in the store.
void CookieScheme::forget(const Call& call) {
  if (options_.store == nullptr) return;
  if (const auto value = call.cookie(name_)) options_.store->remove(*value);
}

void CookieScheme::set(Call& call, const std::string& value, seconds max_age) const {
  call.set_cookie({.name = name_,
                   .value = value,
                   .max_age = static_cast<int>(max_age.count()),
                   .secure = options_.secure || call.is_secure()});
}

void CookieScheme::sign_in(Call& call, const void* session, std::optional<seconds> max_age) {
  const seconds age = max_age.value_or(options_.max_age);
  const Time expires = call.clock().now() + age;
  std::string json;
  codec_.write(json, session);
  std::string value;
  if (options_.store != nullptr) {
    forget(call);  // an id that somebody else may know must not become that of this session
    value = base64url_text(random_bytes(id_bytes));
    options_.store->put(value, json, expires);
  } else {
    const auto since = std::chrono::duration_cast<seconds>(expires.time_since_epoch()).count();
    value = sealed_.seal(std::to_string(since) + ' ' + json, name_);
    if (value.size() > longest_value)
      throw std::length_error("the session is too long for a cookie: use a session store");
  }
  set(call, value, age);
}

void CookieScheme::sign_out(Call& call) {
  forget(call);
  set(call, "", seconds(0));
}

}  // namespace vgen::session
