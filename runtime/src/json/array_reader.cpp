#include "canonical.hpp"

#include <vgen/json/array_reader.hpp>

#include <string>

namespace vgen::json {

void ArrayReader::slow_open() {
  if (in_.peek() != '[') {
    in_.step_ = step_.parent;  // the fault belongs to the array
    in_.wrong_type("array");
    in_.step_ = &step_;
  } else if (in_.enter()) {
    text_ = in_.p_++;
    open_ = true;
  }
}

bool ArrayReader::slow_next() {
  step_.index = SIZE_MAX;
  if (!open_ || in_.malformed()) return false;
  const char c = in_.peek();
  if (in_.p_ == in_.end_) return in_.ended("an array"), false;
  if (c == ']') return leave(), false;
  if (count_ != 0) {
    if (c != ',') return in_.refuse("syntax", "expected ',' or ']'", in_.p_), false;
    ++in_.p_;
  }
  if (count_ >= limit_) return skip_rest(), false;
  step_.index = count_++;
  in_.trim();
  return true;
}

/// Counts the surplus items, so that there is only one fault about them. The first of them is next.
void ArrayReader::skip_rest() {
  for (;;) {
    if (count_ >= in_.max_items_) {
      return in_.refuse("size",
                        "an array has more than " + std::to_string(in_.max_items_) + " items",
                        in_.p_, std::to_string(in_.max_items_));
    }
    ++count_;
    in_.skip();
    if (in_.malformed()) return;
    const char c = in_.peek();
    if (in_.p_ == in_.end_) return in_.ended("an array");
    if (c == ']') return leave();
    if (c != ',') return in_.refuse("syntax", "expected ',' or ']'", in_.p_);
    ++in_.p_;
  }
}

void ArrayReader::leave() {
  in_.leave(in_.p_ + 1);
  open_ = false;
}

std::size_t ArrayReader::more_room(std::size_t held, std::size_t most) const {
  std::size_t wanted = 2 * held;
  bool outermost = true;
  for (const detail::Step* step = step_.parent; step != nullptr; step = step->parent)
    outermost = outermost && step->members != nullptr;
  if (outermost) {
    // As many as the rest of the text holds if the items are similar, with a limit, so that a
    // misleading text cannot make it allocate much.
    const auto read = static_cast<std::size_t>(in_.p_ - text_);
    const auto whole = static_cast<std::size_t>(in_.end_ - text_);
    const std::size_t estimate = held * (whole / (read + 1) + 1);
    wanted = estimate < wanted ? wanted : estimate < 8 * held ? estimate : 8 * held;
  }
  return wanted < most ? wanted : most > held ? most : held + 1;
}

bool ArrayReader::slow_finish(const ArrayRule& rule) {
  if (text_ == nullptr || in_.malformed()) return false;
  const bool counted = detail::check_count(in_, count_, rule);
  if (!rule.unique) return counted;
  std::size_t first = 0;
  std::size_t second = 0;
  if (!detail::find_equal_items({text_, static_cast<std::size_t>(in_.p_ - text_)}, first, second))
    return counted;
  detail::not_unique(in_, first, second);
  return false;
}

bool ArrayReader::finish_set(const ArrayRule& rule, std::size_t duplicate) {
  const bool counted = finish({.min_items = rule.min_items, .max_items = rule.max_items});
  if (!counted || duplicate == SIZE_MAX || in_.malformed()) return counted && !in_.malformed();
  std::size_t first = 0;
  if (detail::find_equal_items({text_, static_cast<std::size_t>(in_.p_ - text_)}, first,
                               duplicate)) {
    detail::not_unique(in_, first, duplicate);
  } else {  // the same value in two spellings: a time with another offset, or a digit beyond the
            // type's precision
    in_.fault(
        "uniqueItems", "true",
        "must not have the same item twice; item " + std::to_string(duplicate) + " is repeated");
  }
  return false;
}

void MapReader::open() {
  if (in_.peek() != '{') {
    in_.step_ = step_.parent;
    in_.wrong_type("object");
    in_.step_ = &step_;
  } else if (in_.enter()) {
    ++in_.p_;
    is_object_ = true;
    open_ = true;
  }
}

bool MapReader::next(std::string& name) {
  step_.key = {};
  if (!open_ || in_.malformed()) return false;
  char c = in_.peek();
  if (c == '}') {
    in_.leave(in_.p_ + 1);
    open_ = false;
    return false;
  }
  if (count_ != 0 && c == ',') {
    ++in_.p_;
    c = in_.peek();
  } else if (count_ != 0 && in_.p_ != in_.end_) {
    return in_.refuse("syntax", "expected ',' or '}'", in_.p_), false;
  }
  if (in_.p_ == in_.end_) return in_.ended("an object"), false;
  if (c != '"')
    return in_.refuse("syntax", "expected a member name in double quotes", in_.p_), false;
  if (count_ >= in_.max_items_) {
    in_.refuse("size", "an object has more than " + std::to_string(in_.max_items_) + " members",
               in_.p_, std::to_string(in_.max_items_));
    return false;
  }
  if (!in_.string(name)) return false;
  if (in_.peek() != ':') {
    if (in_.p_ == in_.end_) return in_.ended("an object"), false;
    return in_.refuse("syntax", "expected ':'", in_.p_), false;
  }
  ++in_.p_;
  in_.trim();
  ++count_;
  step_.key = name;
  return true;
}

void MapReader::duplicate() {
  in_.fault("duplicate", {}, "is given more than once");
  in_.skip();
}

bool MapReader::finish(const MapRule& rule) {
  in_.step_ = step_.parent;
  return is_object_ && !in_.malformed() && detail::check_count(in_, count_, rule);
}

}  // namespace vgen::json
