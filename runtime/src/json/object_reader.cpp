#include "scan.hpp"
#include "suggest.hpp"
#include "unescape.hpp"

#include <vgen/json/object_reader.hpp>

#include <string>
#include <vector>

namespace vgen::json {

namespace {

constexpr unsigned none = ~0U;

#if defined(__SSE2__)
inline bool stands_behind(const detail::Member& member, const char* p, const char* end) {
  return static_cast<std::size_t>(end - p) >= member.reach && member.stands_behind(p);
}

/// The member whose `"name":` is after `p`, where 18 bytes are left; `none` if a slower search is
/// needed.
inline unsigned find_member(const detail::MemberTable& members, const char* p, const char* end) {
  const auto quotes = static_cast<unsigned>(
      _mm_movemask_epi8(_mm_cmpeq_epi8(detail::load_16(p + 2), _mm_set1_epi8('"'))));
  if (quotes == 0) return none;
  const __m128i tag = _mm_set1_epi8(
      static_cast<char>(detail::tag_of({p + 2, static_cast<std::size_t>(__builtin_ctz(quotes))})));
  for (unsigned i = 0; i < members.count; i += 16) {
    const __m128i tags = detail::load_16(reinterpret_cast<const char*>(members.tags + i));
    for (auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(tags, tag))); hits != 0;
         hits &= hits - 1) {
      const unsigned index = i + static_cast<unsigned>(__builtin_ctz(hits));
      if (index < members.count && stands_behind(members.first[index], p, end)) return index;
    }
  }
  return none;
}
#else
unsigned find_member(const detail::MemberTable& /*members*/, const char* /*p*/,
                     const char* /*end*/) {
  return none;
}
#endif

unsigned lookup(const detail::MemberTable& members, std::string_view name, bool escaped) {
  std::string plain;
  if (escaped) {  // rare enough for a copy
    detail::append_unescaped(plain, name.data(), name.data() + name.size());
    name = plain;
  }
  const unsigned char tag = detail::tag_of(name);
  for (unsigned i = 0; i < members.count; ++i) {
    if (members.tags[i] == tag && members.first[i].name == name) return i;
  }
  return none;
}

}  // namespace

void ObjectReader::make_room() {
  for (std::uint64_t& word : more_) word = 0;
  if (members_.count > 256) rest_ = new std::uint64_t[members_.count / 64 - 3]();
}

std::uint64_t& ObjectReader::seen(unsigned member) {
  return member < 64 ? seen_ : member < 256 ? more_[member / 64 - 1] : rest_[member / 64 - 4];
}

void ObjectReader::slow_open() {
  if (hinted_open()) return;
  if (in_.peek() != '{') {
    in_.step_ = step_.parent;  // the fault belongs to the object
    in_.wrong_type("object");
    in_.step_ = &step_;
    separator_ = '\0';
  } else if (!in_.enter()) {
    separator_ = '\0';
  }
}

bool ObjectReader::accept(unsigned member, const char* value) {
  separator_ = ',';
  step_.index = member;
  in_.p_ = value;
  return true;
}

bool ObjectReader::take(const detail::Member& member, const char* p) {
  std::uint64_t& word = seen(member.index);
  const std::uint64_t bit = std::uint64_t{1} << member.index % 64;
  if ((word & bit) != 0) return slow_next();
  word |= bit;
  return accept(member.index, detail::skip_space(p + member.extent, in_.end_));
}

/// The case without white space. A separate function, because it needs no stack.
bool ObjectReader::find_next() {
  const char* const p = in_.p_;
  if (in_.end_ - p <= 32 || *p != separator_ || p[1] != '"') return find_any();
  // The first member of the object is usually the first declared. For later members `next_is` has
  // already ruled out the one declared next.
  unsigned found = 0;
  if (separator_ != '{' || members_.count == 0 || members_.first->reach > 32 ||
      !members_.first->stands_behind(p)) {
    found = find_member(members_, p, in_.end_);
    if (found >= 64) return find_any();
  }
  const char* const value = p + members_.first[found].extent;
  const std::uint64_t bit = std::uint64_t{1} << found;
  if (value == in_.end_ || static_cast<unsigned char>(*value) <= ' ' || (seen_ & bit) != 0)
    return find_any();
  seen_ |= bit;
  return accept(found, value);
}

/// `next_is` for white space after the comma.
bool ObjectReader::is_after_space(const detail::Member& member) {
  const char* p = in_.p_;
  const char* const end = in_.end_;
  if (*p != ',') return false;
  p = detail::skip_all_space(p + 1, end) - 1;
  const std::uint64_t bit = std::uint64_t{1} << member.index;
  if (static_cast<std::size_t>(end - p) < member.reach || !member.stands_behind(p) ||
      (seen_ & bit) != 0)
    return false;
  seen_ |= bit;
  step_.index = member.index;
  in_.p_ = detail::skip_space(p + member.extent, end);
  return true;
}

bool ObjectReader::find_any() {
  if (separator_ == '\0') return false;
  const char* const end = in_.end_;
  const char* p = detail::skip_space(in_.p_, end);
  if (p != end && *p == '}' && separator_ == ',') {
    in_.p_ = p;
    return close();
  }
  if (p == end || *p != separator_) return slow_next();
  p = detail::skip_space(p + 1, end) - 1;
  if (end - p <= 32 || p[1] != '"') return slow_next();
  if (const std::size_t expected = step_.index + 1; expected < members_.count) {
    const detail::Member& member = members_.first[expected];
    if (static_cast<std::size_t>(end - p) >= member.reach && member.stands_behind(p))
      return take(member, p);
  }
  const unsigned found = find_member(members_, p, end);
  return found == none ? slow_next() : take(members_.first[found], p);
}

/// Goes to the next name and reads it. Returns false if there is none.
bool ObjectReader::next_name(std::string_view& name, bool& escaped) {
  char c = in_.peek();
  if (in_.p_ == in_.end_) return in_.ended("an object"), false;
  if (separator_ == ',') {
    if (c == '}') return false;
    if (c != ',') return in_.refuse("syntax", "expected ',' or '}'", in_.p_), false;
  }
  ++in_.p_;
  c = in_.peek();
  if (separator_ == '{' && c == '}') return false;
  separator_ = ',';
  if (in_.p_ == in_.end_) return in_.ended("an object"), false;
  if (c != '"')
    return in_.refuse("syntax", "expected a member name in double quotes", in_.p_), false;
  const char* const begin = in_.p_ + 1;
  const char* const end = in_.scan_string(begin, escaped);
  if (end == nullptr) return false;
  name = {begin, static_cast<std::size_t>(end - begin)};
  in_.p_ = end + 1;
  if (in_.peek() == ':') return ++in_.p_, true;
  if (in_.p_ == in_.end_) return in_.ended("an object"), false;
  return in_.refuse("syntax", "expected ':'", in_.p_), false;
}

bool ObjectReader::slow_next() {
  for (;;) {
    step_.index = SIZE_MAX;
    if (in_.malformed()) return false;
    std::string_view name;
    bool escaped = false;
    if (!next_name(name, escaped)) return in_.malformed() ? false : close();
    const unsigned member = lookup(members_, name, escaped);
    if (member == none) {
      if (is_tag(name, escaped)) continue;
      if (rest_name_ != nullptr) return accept_rest(name, escaped);
      if (in_.leniency_.unknown_members) {
        in_.skip();
      } else {
        unknown(name, escaped);
      }
    } else if (!refused(member)) {
      in_.trim();
      return accept(member, in_.p_);
    }
  }
}

/// Reports a member that is repeated or not allowed here, and skips it.
bool ObjectReader::refused(unsigned member) {
  step_.index = member;
  const std::uint64_t bit = std::uint64_t{1} << member % 64;
  const bool again = (seen(member) & bit) != 0;
  seen(member) |= bit;
  if (again) {
    in_.fault("duplicate", {}, "is given more than once");
  } else if (members_.first[member].presence == Presence::elsewhere) {
    in_.fault("bound_elsewhere", {},
              "is read from the path, the query, a header or a cookie, not from here");
  } else {
    return false;
  }
  in_.skip();
  return true;
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
  for (unsigned i = 0; i < members_.count; ++i) {
    const bool given = (seen(i) >> i % 64 & 1) != 0;
    if (!given && members_.first[i].presence != Presence::elsewhere)
      names.push_back(members_.first[i].name);
  }
  if (const std::string_view meant = detail::closest(plain, names); !meant.empty())
    message.append("; did you mean `").append(meant) += "`?";
  in_.fault("unknown", {}, std::move(message));
  in_.skip();
  step_.key = {};
}

bool ObjectReader::accept_rest(std::string_view name, bool escaped) {
  if (rest_count_++ >= in_.max_items_) {
    const std::string limit = std::to_string(in_.max_items_);
    in_.refuse("size", "an object has more than " + limit + " members", in_.p_, limit);
    return false;
  }
  rest_name_->clear();
  if (escaped) {
    detail::append_unescaped(*rest_name_, name.data(), name.data() + name.size());
  } else {
    *rest_name_ = name;
  }
  step_.key = *rest_name_;
  in_.trim();
  return true;
}

void ObjectReader::duplicate_rest() {
  in_.fault("duplicate", {}, "is given more than once");
  in_.skip();
}

bool ObjectReader::close() {
  in_.leave(in_.p_ + 1);
  separator_ = '\0';
  for (unsigned begin = 0; begin < members_.count; begin += 64) {
    for (std::uint64_t missing = members_.required[begin / 64] & ~seen(begin); missing != 0;
         missing &= missing - 1) {
      step_.index = begin + static_cast<unsigned>(__builtin_ctzll(missing));
      in_.fault("required", {}, "is required");
    }
  }
  step_.index = SIZE_MAX;
  return false;
}

}  // namespace vgen::json
