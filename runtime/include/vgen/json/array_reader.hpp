/// Reads arrays, and objects with any members, one item at a time.
#pragma once

#include <vgen/json/reader.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace vgen::json {

/// Reads one array: `while (array.next())` read an item; then `finish`.
class ArrayReader {
 public:
  /// Items beyond `max_items` are counted and skipped.
  explicit ArrayReader(Reader& in, std::size_t max_items = SIZE_MAX)
      : in_(in), limit_(max_items < in.max_items_ ? max_items : in.max_items_) {
    step_.parent = in.step_;
    in.step_ = &step_;
    if (in.p_ != in.end_ && *in.p_ == '[' && in.depth_left_ != 0) {
      --in.depth_left_;
      text_ = in.p_++;
      open_ = true;
    } else {
      slow_open();
    }
  }
  ~ArrayReader() { in_.step_ = step_.parent; }
  ArrayReader(const ArrayReader&) = delete;
  ArrayReader& operator=(const ArrayReader&) = delete;

  /// Whether there is an item, which must be read now.
  bool next() {
    const char* const p = in_.p_;
    if (p != in_.end_ && open_) {
      const char c = *p;
      if (count_ == 0 ? c > ' ' && c != ']' : c == ',') {
        if (count_ < limit_) {
          in_.p_ = count_ == 0 ? p : p + 1;
          in_.trim();
          step_.index = count_++;
          return true;
        }
      } else if (c == ']') {
        in_.leave(p + 1);
        open_ = false;
        return false;
      }
    }
    return slow_next();
  }

  /// Call it after the last item. Checks the number of items. Returns false if there was no array.
  /// From here on `step` is that of the array.
  bool finish(const ArrayRule& rule) {
    in_.step_ = step_.parent;
    if (text_ != nullptr && count_ >= rule.min_items && count_ <= rule.max_items && !rule.unique)
      return true;
    return slow_finish(rule);
  }
  /// The same for a set. `duplicate` is the index of the first item that was already in it, or
  /// SIZE_MAX.
  bool finish_set(const ArrayRule& rule, std::size_t duplicate);
  /// The number of items so far.
  [[nodiscard]] std::size_t count() const { return count_; }
  /// The number of items to make room for when the room for `held` items is used. Doubling from one
  /// would need an allocation each for 1, 2 and 4 items, and the outermost array is most of the
  /// text.
  [[nodiscard]] std::size_t room(std::size_t held, std::size_t item_size,
                                 const ArrayRule& rule) const {
    const std::size_t most = rule.max_items < limit_ ? rule.max_items : limit_;
    if (held != 0) return more_room(held, most);
    const std::size_t usual = item_size > 256  ? 2
                              : item_size > 32 ? 4
                                               : 128 / (item_size < 8 ? 8 : item_size);
    return usual < most ? usual : most;
  }

 private:
  [[nodiscard]] std::size_t more_room(std::size_t held, std::size_t most) const;
  void slow_open();
  bool slow_next();
  bool slow_finish(const ArrayRule& rule);
  void skip_rest();
  void leave();

  Reader& in_;
  detail::Step step_{};
  std::size_t limit_;
  std::size_t count_ = 0;
  const char* text_ = nullptr;  // the beginning of the array; null if there is none
  bool open_ = false;
};

/// Reads one object with any members: `while (map.next(name))` read a value; then `finish`.
class MapReader {
 public:
  explicit MapReader(Reader& in) : in_(in) {
    step_.parent = in.step_;
    in.step_ = &step_;
    open();
  }
  ~MapReader() { in_.step_ = step_.parent; }
  MapReader(const MapReader&) = delete;
  MapReader& operator=(const MapReader&) = delete;

  /// Reads the next name (unescaped) into `name`, which must not change until the member is read or
  /// `stands_at` was called.
  bool next(std::string& name);
  /// Sets the place where the name is kept from now on.
  void stands_at(std::string_view name) { step_.key = name; }
  /// Reports that this member is repeated, and skips its value.
  void duplicate();
  /// Call it after the last member. Checks the number of members. Returns false if there was no
  /// object.
  bool finish(const MapRule& rule);

 private:
  void open();

  Reader& in_;
  detail::Step step_{};
  std::size_t count_ = 0;
  bool open_ = false;
  bool is_object_ = false;
};

}  // namespace vgen::json
