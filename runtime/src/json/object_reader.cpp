#include "suggest.hpp"
#include "unescape.hpp"

#include <vgen/json/reader.hpp>

#include <string>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vgen::json {

void ObjectReader::slow_open() {
  if (hinted_open()) return;
  if (in_.peek() != '{') {
    in_.step_ = step_.parent;  // the fault is the object's
    in_.wrong_type("object");
    in_.step_ = &step_;
    separator_ = '\0';
  } else if (!in_.enter()) {
    separator_ = '\0';
  }
  if (separator_ == '\0') expected_ = table_.count;
}

/// Too little text is left to compare words.
bool ObjectReader::next_at_end(const detail::Member& member, unsigned index) {
  const char* p = in_.p_;
  const std::string_view name = member.name;
  if (static_cast<std::size_t>(in_.end_ - p) < name.size() + 4 || *p != separator_ || separator_ == '\0') return false;
  if ((member.word[0] & ~member.mask[0]) != 0) return false;
  if (p[1] != '"' || std::memcmp(p + 2, name.data(), name.size()) != 0 || p[name.size() + 2] != '"' || p[name.size() + 3] != ':')
    return false;
  accept(index, p + name.size() + 4);
  return true;
}

bool ObjectReader::matches_rest(const detail::Member& member, const char* p) {
  const std::size_t size = member.name.size();
  return std::memcmp(p + 1, member.name.data(), size) == 0 && p[size + 1] == '"' && p[size + 2] == ':';
}

unsigned ObjectReader::slow_next() {
  for (;;) {
    step_.index = SIZE_MAX;
    if (separator_ == '\0' || in_.malformed()) return none;
    char c = in_.peek();
    if (in_.p_ == in_.end_) return in_.ended("an object"), none;
    if (separator_ == '{') {
      ++in_.p_;
      c = in_.peek();
      if (c == '}') return close();
    } else {
      if (c == '}') return close();
      if (c != ',') return in_.refuse("syntax", "expected ',' or '}'", in_.p_), none;
      ++in_.p_;
      c = in_.peek();
    }
    separator_ = ',';
    if (c != '"') {
      if (in_.p_ == in_.end_) return in_.ended("an object"), none;
      return in_.refuse("syntax", "expected a member name in double quotes", in_.p_), none;
    }
    const char* const begin = in_.p_ + 1;
    bool escaped = false;
    const char* const end = in_.scan_string(begin, escaped);
    if (end == nullptr) return none;
    in_.p_ = end + 1;
    if (in_.p_ == in_.end_ || *in_.p_ != ':') {
      if (in_.peek() != ':') {
        if (in_.p_ == in_.end_) return in_.ended("an object"), none;
        return in_.refuse("syntax", "expected ':'", in_.p_), none;
      }
    }
    ++in_.p_;
    const std::string_view name(begin, static_cast<std::size_t>(end - begin));
    const unsigned member = lookup(name, escaped);
    if (member == none) {
      if (is_tag(name, escaped)) continue;
      if (in_.leniency_.unknown_members) {
        in_.skip();
      } else {
        unknown(name, escaped);
      }
      continue;
    }
    step_.index = member;
    std::uint64_t& seen = seen_[member / 64];
    const std::uint64_t bit = std::uint64_t{1} << member % 64;
    const bool again = (seen & bit) != 0;
    seen |= bit;
    if (again) {
      in_.fault("duplicate", {}, "is given more than once");
      in_.skip();
    } else if (table_.list[member].presence == Presence::elsewhere) {
      in_.fault("bound_elsewhere", {}, "is not taken from here but from the path, the query, a header or a cookie");
      in_.skip();
    } else {
      expected_ = member + 1;
      return member;
    }
  }
}

unsigned ObjectReader::lookup(std::string_view name, bool escaped) const {
  if (escaped) {  // rare enough to compare the long way
    std::string plain;
    detail::append_unescaped(plain, name.data(), name.data() + name.size());
    for (unsigned i = 0; i < table_.count; ++i) {
      if (table_.list[i].name == plain) return i;
    }
    return none;
  }
  const unsigned char tag = detail::tag_of(name);
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(tag));
  for (unsigned i = 0; i < table_.count; i += 16) {
    const __m128i tags = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table_.tags + i));
    for (auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(tags, wanted))); hits != 0; hits &= hits - 1) {
      const unsigned member = i + static_cast<unsigned>(__builtin_ctz(hits));
      if (member < table_.count && table_.list[member].name == name) return member;
    }
  }
#else
  for (unsigned i = 0; i < table_.count; ++i) {
    if (table_.tags[i] == tag && table_.list[i].name == name) return i;
  }
#endif
  return none;
}

void ObjectReader::unknown(std::string_view name, bool escaped) {
  std::string plain;
  if (escaped) {
    detail::append_unescaped(plain, name.data(), name.data() + name.size());
  } else {
    plain = name;
  }
  step_.key = plain;
  std::string message = "is not a known member";
  std::vector<std::string_view> names;
  for (unsigned i = 0; i < table_.count; ++i) {
    const bool seen = (seen_[i / 64] >> i % 64 & 1) != 0;
    if (!seen && table_.list[i].presence != Presence::elsewhere) names.push_back(table_.list[i].name);
  }
  if (const std::string_view meant = detail::closest(plain, names); !meant.empty())
    message.append("; did you mean `").append(meant) += "`?";
  in_.fault("unknown", {}, std::move(message));
  in_.skip();
  step_.key = {};
}

unsigned ObjectReader::close() {
  in_.leave(in_.p_ + 1);
  for (unsigned word = 0; word <= table_.count / 64; ++word) {
    for (std::uint64_t missing = table_.required[word] & ~seen_[word]; missing != 0; missing &= missing - 1) {
      step_.index = word * 64 + static_cast<unsigned>(__builtin_ctzll(missing));
      in_.fault("required", {}, "is required");
    }
  }
  return end();
}

}  // namespace vgen::json
