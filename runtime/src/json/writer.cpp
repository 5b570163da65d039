#include <vgen/json/writer.hpp>

#include "print_number.hpp"
#include "scan.hpp"
#include "utf8.hpp"

#include <vgen/json/write.hpp>

#include <cmath>

namespace vgen::json {

namespace {

constexpr std::int64_t max_integer = 9'007'199'254'740'991;
constexpr std::string_view integer_reason = "an integer beyond ±(2^53-1)";
/// The largest step by which a string grows. Growing clears bytes that are then overwritten;
/// blocks of this size stay in the cache until then.
constexpr std::size_t largest_step = 64 * 1024;

#if defined(__SSE2__)
bool has_special(__m128i text) {
  return detail::stops(text) != 0;
}
#endif

/// Copies a string that needs neither escapes nor a check of its encoding. Returns false if it
/// needs one; a part may have been copied then.
bool copy_plain(char* to, const char* from, std::size_t size) {
#if defined(__SSE2__)
  if (size >= 16) {
    std::size_t i = 0;
    for (;;) {
      const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), text);
      if (has_special(text)) return false;
      if (i + 16 == size) return true;
      i = i + 32 <= size ? i + 16 : size - 16;  // the last block overlaps the one before
    }
  }
  // Shorter strings are copied as two overlapping halves. The gap between them in the register
  // repeats bytes that are checked anyway.
  if (size >= 8) {
    const __m128i first = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
    const __m128i last = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + size - 8));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), first);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to + size - 8), last);
    return !has_special(_mm_unpacklo_epi64(first, last));
  }
  if (size >= 4) {
    std::uint32_t halves[2];
    std::memcpy(&halves[0], from, 4);
    std::memcpy(&halves[1], from + size - 4, 4);
    std::memcpy(to, &halves[0], 4);
    std::memcpy(to + size - 4, &halves[1], 4);
    const __m128i text = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(halves));
    return !has_special(_mm_unpacklo_epi64(text, text));
  }
#endif
  bool plain = true;
  for (std::size_t i = 0; i < size; ++i) {
    to[i] = from[i];
    plain = plain && !detail::is_special(from[i]) && static_cast<unsigned char>(from[i]) < 0x80;
  }
  return plain;
}

}  // namespace

Writer::Writer(Destination out) : out_(out) {
  if (TextBuffer* const buffer = out.buffer_; buffer != nullptr) {
    begin_ = buffer->data();
    base_ = buffer->size();
    end_ = begin_ + buffer->capacity();
  } else {
    begin_ = out.string_->data();
    base_ = out.string_->size();
    end_ = begin_ + base_;
  }
  p_ = begin_ + base_;
  need(slack);
}

bool Writer::finish() {
  if (begin_ == nullptr) return !failed();
  const std::size_t size = failed() ? base_ : offset();
  if (out_.buffer_ != nullptr) {
    out_.buffer_->set_size(size);
  } else {
    out_.string_->erase(size);  // cheaper than `resize`
  }
  begin_ = nullptr;
  return !failed();
}

[[gnu::noinline]] void Writer::grow(std::size_t bytes) {
  const std::size_t used = offset();
  if (out_.buffer_ == nullptr) return grow_string(used, bytes);
  TextBuffer& buffer = *out_.buffer_;
  buffer.set_size(used);
  buffer.reserve(used + bytes);
  begin_ = buffer.data();
  p_ = begin_ + used;
  end_ = begin_ + buffer.capacity();
}

void Writer::grow_string(std::size_t used, std::size_t bytes) {
  std::string& text = *out_.string_;
  std::size_t step = used - base_;
  if (step > largest_step) step = largest_step;
  if (step < 256) step = 256;
  if (step < bytes) step = bytes;
  text.resize(used + step);  // doubles its capacity if it has to move
  begin_ = text.data();
  p_ = begin_ + used;
  end_ = begin_ + text.size();
}

void Writer::fail(std::string_view reason) {
  if (failed()) return;
  // The name of the member, if one was just written: `"name":`
  std::string_view written(begin_ + base_, offset() - base_);
  if (written.ends_with("\":")) {
    written.remove_suffix(2);
    failure_.append(written.substr(written.rfind('"') + 1)).append(": ");
  }
  failure_.append(reason);
}

void Writer::null() {
  std::memcpy(p_, "null", 4);
  p_ += 4;
}

void Writer::boolean(bool value) {
  std::memcpy(p_, value ? "true" : "fals", 4);
  p_[4] = 'e';
  p_ += value ? 4 : 5;
}

void Writer::integer(std::int64_t value) {
  if (value > max_integer || value < -max_integer) return fail(integer_reason);
  p_ = detail::print_integer(p_, value);
}

void Writer::unsigned_integer(std::uint64_t value) {
  if (value > static_cast<std::uint64_t>(max_integer)) return fail(integer_reason);
  p_ = detail::print_natural(p_, value);
}

void Writer::number(double value) {
  if (!std::isfinite(value)) return fail("a number that is not finite");
  p_ = detail::print_number(p_, value);
}

void Writer::number(float value) {
  // The shortest text of the greatest floats is a number beyond them. They are written in full, as
  // doubles, and schemas contain them in this form.
  if (!(std::fabs(value) < std::numeric_limits<float>::max())) [[unlikely]]
    return number(static_cast<double>(value));
  p_ = detail::print_number(p_, value);
}

void Writer::string(std::string_view value) {
  need(value.size() + 2 + slack);
  char* const p = p_;
  *p = '"';
  if (!copy_plain(p + 1, value.data(), value.size())) return slow_string(value);
  p[value.size() + 1] = '"';
  p_ = p + value.size() + 2;
}

void Writer::slow_string(std::string_view value) {
  const char* p = value.data();
  const char* const end = p + value.size();
  const std::size_t start = offset();
  put('"');
  for (;;) {
    need(static_cast<std::size_t>(end - p) + slack);
    if (!detail::copy_valid(p, end, p_)) {
      p_ = begin_ + start;  // behind the name of the member, which `fail` reports
      return fail("a string that is not valid UTF-8");
    }
    if (p == end) break;
    escape(*p++);
  }
  put('"');
}

void Writer::escape(char special) {
  put('\\');
  switch (special) {
    case '\b': return put('b');
    case '\f': return put('f');
    case '\n': return put('n');
    case '\r': return put('r');
    case '\t': return put('t');
    case '"':
    case '\\': return put(special);
    default:
      std::memcpy(p_, special < 0x10 ? "u000" : "u001", 4);
      p_[4] = "0123456789abcdef"[special & 0xF];
      p_ += 5;
  }
}

void Writer::raw(std::string_view json) {
  need(json.size() + slack);
  if (!json.empty()) std::memcpy(p_, json.data(), json.size());
  p_ += json.size();
}

void Writer::plain_string(std::string_view value) {
  put('"');
  std::memcpy(p_, value.data(), value.size());
  p_ += value.size();
  put('"');
}

void Writer::slow_key(std::string_view name) {
  need(1 + slack);
  put(',');
  string(name);
  put(':');
}

void Writer::integer_key(std::int64_t name) {
  need(24 + slack);
  std::memcpy(p_, ",\"", 2);
  p_ += 2;
  integer(name);
  std::memcpy(p_, "\":", 2);
  p_ += 2;
}

namespace detail {

void no_such_enumerator(Writer& out) {
  out.fail("a value that is not an enumerator of its enum");
}

void declared_twice(Writer& out, std::string_view name) {
  out.fail("a further member with the name of a declared one: " + std::string(name.substr(0, 100)));
}

void nothing_owned(Writer& out) {
  out.fail("a null pointer");
}

}  // namespace detail

}  // namespace vgen::json
