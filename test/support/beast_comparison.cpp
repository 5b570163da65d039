#include "test/support/beast_comparison.hpp"

#include "runtime/src/server/chunk_reader.hpp"
#include "runtime/src/server/request_head.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace vgen_test {
namespace {

namespace http = boost::beast::http;
using vgen::Header;
using vgen::server::ChunkReader;
using vgen::server::HeadOutcome;
using vgen::server::InputBuffer;
using vgen::server::RequestHead;

/// The result of reading a request.
struct Reading {
  enum class Outcome { complete, incomplete, bad } outcome = Outcome::bad;
  std::string head;  ///< Everything in the head, as text.
  std::string body;  ///< The contents of chunks.
  std::size_t size = 0;

  bool operator==(const Reading&) const = default;
};
using Outcome = Reading::Outcome;

std::string describe(const Reading& reading) {
  static constexpr const char* names[] = {"complete", "incomplete", "bad"};
  return std::string(names[static_cast<int>(reading.outcome)]) + ", " +
         std::to_string(reading.size) + " bytes\n" + reading.head + "\n" + reading.body;
}

std::string length_text(std::optional<std::uint64_t> length) {
  return length ? std::to_string(*length) : "none";
}

class BeastParser final : public http::basic_parser<true> {
 public:
  std::string text;
  std::string body;

 private:
  using view = boost::beast::string_view;
  using error_code = boost::beast::error_code;

  void on_request_impl(http::verb, view method, view target, int version, error_code&) override {
    text.append(method.data(), method.size()).append(" ").append(target.data(), target.size());
    text.append(version == 11 ? " 1.1\n" : " 1.0\n");
  }
  void on_response_impl(int, view, int, error_code&) override {}
  void on_field_impl(http::field, view name, view value, error_code&) override {
    if (in_trailer_) return;
    text.append(name.data(), name.size())
        .append("=")
        .append(value.data(), value.size())
        .append("\n");
  }
  void on_header_impl(error_code&) override { in_trailer_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(view contents, error_code&) override { return contents.size(); }
  void on_chunk_header_impl(std::uint64_t, view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, view contents, error_code&) override {
    body.append(contents.data(), contents.size());
    return contents.size();
  }
  void on_finish_impl(error_code&) override {}

  bool in_trailer_ = false;
};

Reading read_with_beast(std::string_view text) {
  BeastParser parser;
  parser.header_limit(UINT32_MAX);
  parser.body_limit(boost::none);
  boost::beast::error_code error;
  Reading reading;
  reading.size = parser.put(boost::asio::const_buffer(text.data(), text.size()), error);
  if (!error && parser.is_header_done()) {
    const auto length = parser.content_length();
    parser.text += std::string(parser.keep_alive() ? "stays" : "closes") +
                   (parser.chunked() ? ", chunked, " : ", ") +
                   length_text(length ? std::optional<std::uint64_t>(*length) : std::nullopt);
    parser.eager(true);
    while (parser.chunked() && !parser.is_done() && !error) {
      const std::string_view rest = text.substr(reading.size);
      if (rest.empty()) error = http::error::need_more;
      if (!error)
        reading.size += parser.put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    }
  }
  if (!error) reading.outcome = Outcome::complete;
  if (error == http::error::need_more) reading.outcome = Outcome::incomplete;
  reading.head = std::move(parser.text);
  reading.body = std::move(parser.body);
  return reading;
}

std::string describe(const RequestHead& head, const std::vector<Header>& headers) {
  std::string text;
  text.append(head.method)
      .append(" ")
      .append(head.target)
      .append(head.http_1_1 ? " 1.1\n" : " 1.0\n");
  for (const Header& header : headers)
    text.append(header.name).append("=").append(header.value).append("\n");
  return text + (head.keep_alive ? "stays" : "closes") + (head.chunked ? ", chunked, " : ", ") +
         length_text(head.content_length);
}

constexpr std::size_t no_limit = SIZE_MAX;

Reading read_chunks(std::string_view text, std::size_t cut, Reading reading) {
  ChunkReader reader(no_limit, no_limit);
  ChunkReader::Outcome outcome = ChunkReader::Outcome::incomplete;
  InputBuffer body;
  const std::size_t begin = reading.size;
  for (const std::size_t end : {std::clamp(cut, begin, text.size()), text.size()}) {
    if (outcome != ChunkReader::Outcome::incomplete) break;
    std::string_view piece = text.substr(reading.size, end - reading.size);
    outcome = reader.read(piece, &body);
    reading.size = end - piece.size();
  }
  reading.body = body.text();
  if (outcome == ChunkReader::Outcome::incomplete) reading.outcome = Outcome::incomplete;
  if (outcome == ChunkReader::Outcome::bad || outcome == ChunkReader::Outcome::too_large)
    reading.outcome = Outcome::bad;
  return reading;
}

/// Reads as the server does: the head again from its start when more of it arrives, chunks as they
/// arrive.
Reading read_by_ourselves(std::string_view text, std::size_t cut) {
  RequestHead head;
  std::vector<Header> headers;
  HeadOutcome outcome = read_head(text.substr(0, cut), no_limit, head, headers);
  if (outcome == HeadOutcome::incomplete) outcome = read_head(text, no_limit, head, headers);
  if (outcome == HeadOutcome::incomplete) return {.outcome = Outcome::incomplete};
  if (outcome != HeadOutcome::complete) return {.outcome = Outcome::bad};
  Reading reading{.outcome = Outcome::complete, .head = describe(head, headers), .size = head.size};
  return head.chunked ? read_chunks(text, cut, std::move(reading)) : reading;
}

Reading without_details(Reading reading) {
  if (reading.outcome != Outcome::complete) reading = {.outcome = reading.outcome};
  return reading;
}

/// Beast treats this as `Connection`, which is wrong (RFC 9112, appendix C.2.2).
bool has_proxy_connection(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return lower.find("proxy-connection") != std::string::npos;
}

/// Beast knows only HTTP/1.0 and HTTP/1.1. Later minor versions are read as HTTP/1.1.
std::string with_known_version(std::string_view text) {
  constexpr std::string_view version = " HTTP/1.";
  std::string known(text);
  const std::size_t at = known.find(version);
  if (at >= known.find('\r') || at + version.size() >= known.size()) return known;
  char& minor = known[at + version.size()];
  if (minor >= '2' && minor <= '9') minor = '1';
  return known;
}

}  // namespace

std::string compare_with_beast(std::string_view text) {
  if (text.empty() || has_proxy_connection(text)) return {};
  const Reading ours = read_by_ourselves(text, text.size());
  if (ours.outcome == Outcome::bad) return {};
  const Reading beasts = read_with_beast(with_known_version(text));
  const bool same =
      ours.outcome == Outcome::complete ? ours == beasts : beasts.outcome != Outcome::complete;
  return same ? std::string() : "ours: " + describe(ours) + "\nBeast's: " + describe(beasts);
}

bool is_taken(std::string_view text) {
  return read_by_ourselves(text, text.size()).outcome == Outcome::complete;
}

std::string compare_pieces(std::string_view text) {
  const Reading whole = without_details(read_by_ourselves(text, text.size()));
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    const Reading cut_in_two = without_details(read_by_ourselves(text, cut));
    if (cut_in_two != whole)
      return "cut at " + std::to_string(cut) + ": " + describe(cut_in_two) +
             "\nwhole: " + describe(whole);
  }
  return {};
}

}  // namespace vgen_test
