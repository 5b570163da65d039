#include <vgen/json/variant.hpp>

#include <string>

namespace vgen::json {

namespace detail {

namespace {

struct KindName {
  JsonKinds kind;
  std::string_view name;
  std::string_view words;
};

constexpr KindName kind_names[] = {{null_kind, "null", "null"},
                                   {boolean_kind, "boolean", "a boolean"},
                                   {integer_kind, "integer", "an integer"},
                                   {number_kind, "number", "a number"},
                                   {string_kind, "string", "a string"},
                                   {array_kind, "array", "an array"},
                                   {object_kind, "object", "an object"}};

/// The kinds of a value that begins with this character; none if no value does.
JsonKinds kinds_of(char first) {
  switch (first) {
    case '{': return object_kind;
    case '[': return array_kind;
    case '"': return string_kind;
    case 't':
    case 'f': return boolean_kind;
    case 'n': return null_kind;
    case '-': return integer_kind | number_kind;
    default: return static_cast<unsigned char>(first - '0') <= 9 ? integer_kind | number_kind : 0;
  }
}

/// "null, a boolean or a string"
std::string in_words(JsonKinds kinds) {
  std::string text;
  for (const KindName& kind : kind_names) {
    if ((kinds & kind.kind) == 0) continue;
    kinds = static_cast<JsonKinds>(kinds & ~kind.kind);
    if (!text.empty()) text.append(kinds == 0 ? " or " : ", ");
    text.append(kind.words);
  }
  return text;
}

/// "string" or ["null","string"]
std::string as_limit(JsonKinds kinds) {
  std::string list;
  unsigned count = 0;
  for (const KindName& kind : kind_names) {
    if ((kinds & kind.kind) == 0) continue;
    list.append(count++ == 0 ? "\"" : ",\"").append(kind.name).append("\"");
  }
  return count == 1 ? list : '[' + list + ']';
}

}  // namespace

std::size_t choose_by_kind(Reader& in, const JsonKinds* alternatives, std::size_t count) {
  const JsonKinds found = kinds_of(in.peek());
  JsonKinds taken = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if ((alternatives[i] & found) != 0) return i;
    taken |= alternatives[i];
  }
  if (found != 0) {
    const JsonKinds told = (found & number_kind) != 0 ? number_kind : found;
    in.fault("type", as_limit(taken), "must be " + in_words(taken) + ", not " + in_words(told));
  }
  in.skip();
  return SIZE_MAX;
}

void not_null(Reader& in) {
  in.wrong_type("null", "must be null");
}

void no_alternative(Writer& out) {
  out.fail("a variant without a value");
}

}  // namespace detail

TaggedWriter::TaggedWriter(Writer& out, std::string_view name, std::string_view value)
    : out_(out), start_(out.offset()) {
  out.slow_key(name);
  out.string(value);
  rest_ = out.offset();
}

TaggedWriter::~TaggedWriter() {
  if (out_.failed()) return;
  out_.begin_[start_] = '{';
  if (out_.offset() - rest_ == 2) {
    out_.begin_[rest_] = '}';
    out_.p_ = out_.begin_ + rest_ + 1;
  } else {
    out_.begin_[rest_] = ',';
  }
}

}  // namespace vgen::json
