#include <vgen/http/field_text.hpp>
#include <vgen/http/headers.hpp>
#include <vgen/http/multipart.hpp>
#include <vgen/json/utf8.hpp>

#include <algorithm>
#include <utility>

namespace vgen {
namespace {

using detail::trimmed;

constexpr std::size_t longest_boundary = 70;

bool is_alphanumeric(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A character of a token (RFC 9110, section 5.6.2).
bool is_token_character(char c) noexcept {
  return is_alphanumeric(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token_text(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool is_c0_or_del(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// RFC 2046, section 5.1.1
bool is_boundary(std::string_view text) noexcept {
  return !text.empty() && text.size() <= longest_boundary && text.back() != ' ' &&
         std::ranges::all_of(text, [](char c) {
           return is_alphanumeric(c) ||
                  std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
         });
}

/// One `name=value` behind a semicolon.
struct Parameter {
  std::string_view name{};
  std::string value{};
  bool quoted = false;
};

/// Takes a quoted string from the front. Only quotes and backslashes are escaped by a backslash:
/// in names of files it may separate folders.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string value;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    const char next = i + 1 < rest.size() ? rest[i + 1] : '\0';
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return value;
    }
    if (rest[i] == '\\' && (next == '"' || next == '\\')) ++i;
    value += rest[i];
  }
  return std::nullopt;
}

/// Takes the next parameter from the front; `rest` begins with a semicolon. None if there is none.
std::optional<Parameter> take_parameter(std::string_view& rest) {
  rest.remove_prefix(1);
  rest = trimmed(rest);
  const std::size_t equals = std::min(rest.find('='), rest.size());
  Parameter parameter{.name = rest.substr(0, equals)};
  if (!is_token_text(parameter.name) || equals == rest.size()) return std::nullopt;
  rest.remove_prefix(equals + 1);
  if (rest.starts_with('"')) {
    std::optional<std::string> value = take_quoted(rest);
    if (!value) return std::nullopt;
    parameter.value = *std::move(value);
    parameter.quoted = true;
  } else {
    const std::size_t end = std::min(rest.find_first_of("; \t"), rest.size());
    parameter.value = rest.substr(0, end);
    if (!is_token_text(parameter.value)) return std::nullopt;
    rest.remove_prefix(end);
  }
  rest = trimmed(rest);
  if (!rest.empty() && rest.front() != ';') return std::nullopt;
  return parameter;
}

/// The text before the first semicolon. `rest` gets what follows.
std::string_view take_value(std::string_view text, std::string_view& rest) noexcept {
  const std::size_t end = std::min(text.find(';'), text.size());
  rest = text.substr(end);
  return trimmed(text.substr(0, end));
}

/// `UTF-8''K%C3%A4se` (RFC 8187). None for what is malformed or in another character set.
std::optional<std::string> read_extended(std::string_view text) {
  const std::size_t first = text.find('\'');
  const std::size_t second = first == std::string_view::npos ? first : text.find('\'', first + 1);
  if (second == std::string_view::npos || !same_header_name(text.substr(0, first), "UTF-8"))
    return std::nullopt;
  std::string value;
  text.remove_prefix(second + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      value += text[i];
      continue;
    }
    const int high = text.size() - i > 2 ? detail::hex_value(text[i + 1]) : -1;
    const int low = text.size() - i > 2 ? detail::hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    value += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return value;
}

/// Browsers send a quote as `%22`.
std::string with_quotes(std::string text) {
  for (std::size_t at = 0; (at = text.find("%22", at)) != std::string::npos; ++at)
    text.replace(at, 3, "\"");
  return text;
}

/// `C:\photos\cat.png` → `cat.png`
std::string without_folders(std::string text) {
  text.erase(0, text.find_last_of("/\\") + 1);
  return text == "." || text == ".." ? std::string() : text;
}

bool is_good_name(std::string_view text) {
  return json::is_valid_utf8(text) && std::ranges::none_of(text, is_c0_or_del);
}

/// What was read of the head of a part.
struct HeadReader {
  PartHead head{};
  std::string_view fault{};
  bool has_disposition = false;
  bool has_type = false;

  bool fail(std::string_view why) {
    fault = why;
    return false;
  }
  bool read_line(std::string_view line);
  bool read_disposition(std::string_view value);
  bool take(Parameter& parameter, bool& has_name, std::optional<std::string>& extended);
};

bool HeadReader::take(Parameter& parameter, bool& has_name, std::optional<std::string>& extended) {
  if (same_header_name(parameter.name, "name")) {
    if (std::exchange(has_name, true)) return fail("A part has two names.");
    head.name = with_quotes(std::move(parameter.value));
  } else if (same_header_name(parameter.name, "filename")) {
    if (head.file_name) return fail("A part has two names of a file.");
    head.file_name = with_quotes(std::move(parameter.value));
  } else if (same_header_name(parameter.name, "filename*")) {
    if (extended) return fail("A part has two names of a file.");
    extended = parameter.quoted ? std::nullopt : read_extended(parameter.value);
    if (!extended) return fail("The name of a file is malformed.");
  }
  return true;
}

bool HeadReader::read_disposition(std::string_view value) {
  std::string_view rest;
  if (!same_header_name(take_value(value, rest), "form-data"))
    return fail("A part is not a field of a form.");
  bool has_name = false;
  std::optional<std::string> extended;
  while (!rest.empty()) {
    std::optional<Parameter> parameter = take_parameter(rest);
    if (!parameter) return fail("The Content-Disposition of a part is malformed.");
    if (!take(*parameter, has_name, extended)) return false;
  }
  if (!has_name) return fail("A part has no name.");
  if (extended) head.file_name = std::move(extended);
  if (!is_good_name(head.name) || (head.file_name && !is_good_name(*head.file_name)))
    return fail("A name in a part is not a text in UTF-8.");
  if (head.file_name) head.file_name = without_folders(*std::move(head.file_name));
  return true;
}

bool HeadReader::read_line(std::string_view line) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  if (!is_token_text(name) || colon == line.size()) return fail("The head of a part is malformed.");
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (std::ranges::any_of(value, [](char c) { return is_c0_or_del(c) && c != '\t'; }))
    return fail("The head of a part is malformed.");
  if (same_header_name(name, "Content-Disposition")) {
    if (std::exchange(has_disposition, true)) return fail("A part has two Content-Dispositions.");
    return read_disposition(value);
  }
  if (same_header_name(name, "Content-Type")) {
    if (std::exchange(has_type, true)) return fail("A part has two Content-Types.");
    head.media_type = value;
  }
  if (same_header_name(name, "Content-Transfer-Encoding")) {
    const bool is_plain = same_header_name(value, "binary") || same_header_name(value, "8bit") ||
                          same_header_name(value, "7bit");
    if (!is_plain) return fail("A part has a Content-Transfer-Encoding.");
  }
  return true;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  std::string_view rest;
  if (!same_header_name(take_value(content_type, rest), "multipart/form-data")) return std::nullopt;
  std::optional<std::string> boundary;
  while (!rest.empty()) {
    std::optional<Parameter> parameter = take_parameter(rest);
    if (!parameter) return std::nullopt;
    if (!same_header_name(parameter->name, "boundary")) continue;
    if (boundary || !is_boundary(parameter->value)) return std::nullopt;
    boundary = std::move(parameter->value);
  }
  return boundary;
}

/// The first boundary need not follow a line break.
MultipartParser::MultipartParser(std::string_view boundary, std::size_t parts,
                                 std::size_t head_bytes)
    : delimiter_("\r\n--"), matched_(2), parts_left_(parts), head_bytes_(head_bytes) {
  delimiter_ += boundary;
}

MultipartParser::State MultipartParser::state() const noexcept {
  if (step_ == Step::failed) return failure_;
  return step_ == Step::epilogue ? State::complete : State::incomplete;
}

void MultipartParser::fail(State state, std::string_view fault) noexcept {
  step_ = Step::failed;
  failure_ = state;
  fault_ = fault;
}

MultipartParser::State MultipartParser::read(std::string_view bytes, PartSink& sink) {
  while (!bytes.empty() && step_ != Step::epilogue && step_ != Step::failed) read_some(bytes, sink);
  return state();
}

void MultipartParser::read_some(std::string_view& bytes, PartSink& sink) {
  switch (step_) {
    case Step::preamble:
    case Step::data: return read_data(bytes, sink);
    case Step::boundary:
    case Step::dash:
    case Step::padding:
    case Step::line_end: read_boundary(bytes.front()); return bytes.remove_prefix(1);
    case Step::head: return read_head(bytes, sink);
    case Step::epilogue:
    case Step::failed: break;
  }
}

/// The delimiter has no CR but its first character. So where it does not go on, a new one can begin
/// only with the next character.
void MultipartParser::read_data(std::string_view& bytes, PartSink& sink) {
  const auto give = [&](std::string_view data) {
    if (step_ == Step::data && !data.empty()) sink.part_data(data);
  };
  if (matched_ == 0) {
    const std::size_t end = bytes.find('\r');
    give(bytes.substr(0, end));
    if (end == std::string_view::npos) return bytes.remove_prefix(bytes.size());
    bytes.remove_prefix(end);
  }
  const std::string_view rest = std::string_view(delimiter_).substr(matched_);
  const std::size_t most = std::min(rest.size(), bytes.size());
  const auto same =
      std::mismatch(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(most), bytes.begin());
  const auto count = static_cast<std::size_t>(same.first - rest.begin());
  matched_ += count;
  bytes.remove_prefix(count);
  if (matched_ == delimiter_.size()) {
    if (step_ == Step::data) sink.end_part();
    step_ = Step::boundary;
  } else if (!bytes.empty()) {
    give(std::string_view(delimiter_).substr(not_data_, matched_ - std::min(matched_, not_data_)));
    matched_ = not_data_ = 0;
  }
}

void MultipartParser::read_boundary(char c) {
  const bool may_end = step_ == Step::boundary || step_ == Step::padding;
  if (step_ == Step::boundary && c == '-') {
    step_ = Step::dash;
  } else if (step_ == Step::dash && c == '-') {
    step_ = Step::epilogue;
  } else if (may_end && (c == ' ' || c == '\t')) {
    step_ = Step::padding;
  } else if (may_end && c == '\r') {
    step_ = Step::line_end;
  } else if (step_ == Step::line_end && c == '\n') {
    if (parts_left_ == 0) return fail(State::too_large, "The form has too many parts.");
    --parts_left_;
    step_ = Step::head;
    head_.clear();
    line_ = 0;
  } else {
    fail(State::malformed, "A boundary is followed by other text.");
  }
}

void MultipartParser::read_head(std::string_view& bytes, PartSink& sink) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
  if (head_.size() + end > head_bytes_)
    return fail(State::too_large, "The head of a part is too large.");
  head_.append(bytes.substr(0, end));
  bytes.remove_prefix(end);
  if (head_.back() != '\n') return;
  if (!head_.ends_with("\r\n")) return fail(State::malformed, "A line of a head has no CR LF.");
  if (head_.size() - line_ == 2) return end_head(sink);
  line_ = head_.size();
}

/// The line break before the first delimiter may be that of the empty line.
void MultipartParser::end_head(PartSink& sink) {
  HeadReader reader;
  for (std::size_t begin = 0; begin < line_;) {
    const std::size_t end = head_.find("\r\n", begin);
    if (!reader.read_line(std::string_view(head_).substr(begin, end - begin)))
      return fail(State::malformed, reader.fault);
    begin = end + 2;
  }
  if (!reader.has_disposition) return fail(State::malformed, "A part is not a field of a form.");
  step_ = Step::data;
  matched_ = not_data_ = 2;
  sink.begin_part(std::move(reader.head));
}

}  // namespace vgen
