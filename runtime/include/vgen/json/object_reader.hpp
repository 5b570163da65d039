/// Reads objects with known members.
#pragma once

#include <vgen/json/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vgen::json {

/// Reads one object with known members:
/// ```
/// ObjectReader object(in, members);
/// while (object.next()) {
///   switch (object.index()) {
///     case 0:
///       read(in, value.id);
///       if (!object.next_is(members.list[1])) break;
///       [[fallthrough]];
///     case 1: …
/// ```
/// Members in the order of declaration without white space are straight code: two comparisons with
/// constants recognise each. `next` finds all others. Unknown, duplicate and missing members are
/// reported here. An `elsewhere` member is never the next one.
class ObjectReader {
 public:
  ObjectReader(Reader& in, const detail::MemberTable& members) : in_(in), members_(members) {
    step_.parent = in.step_;
    step_.members = members.first;
    in.step_ = &step_;
    if (members.count > 64) make_room();
    if (in.p_ != in.end_ && *in.p_ == '{' && in.depth_left_ != 0) [[likely]] {
      --in.depth_left_;
    } else {
      slow_open();
    }
  }
  /// The same for a struct that keeps the members that are not declared: `next` puts the name of
  /// one into `name`, and `index` is that of no member. Read it with `read_rest`.
  ObjectReader(Reader& in, const detail::MemberTable& members, std::string& name)
      : ObjectReader(in, detail::opened(members)) {
    rest_name_ = &name;
  }
  ~ObjectReader() {
    in_.step_ = step_.parent;
    if (rest_ != nullptr) delete[] rest_;
  }
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  /// Whether there is another member; its value must be read now. At the end of the object all
  /// faults of names have been reported.
  bool next() {
    const char* const p = in_.p_;
    if (p != in_.end_ && *p == '}' && separator_ == ',' && (members_.required[0] & ~seen_) == 0 &&
        members_.count < 64) {
      in_.leave(p + 1);
      separator_ = '\0';
      return false;
    }
    return find_next();
  }
  /// The name of the present member, which is not declared.
  [[nodiscard]] const std::string& rest_name() const { return *rest_name_; }
  /// Reports that this member is repeated, and skips its value.
  void duplicate_rest();
  /// Call it after the value of a member that is not declared was read.
  void leave_rest() { step_.key = {}; }

  /// The index of the present member.
  [[nodiscard]] std::size_t index() const { return step_.index; }

  /// After a member was read: whether this member is next; its value must be read now. Inlined with
  /// a constant member.
  VGEN_JSON_HOT bool next_is(const detail::Member& member) {
    const char* const p = in_.p_;
    const std::uint64_t bit = std::uint64_t{1} << member.index % 64;
    if (static_cast<std::size_t>(in_.end_ - p) < member.reach || member.index > 63) return false;
    if (!member.follows(p) || (seen_ & bit) != 0)
      return static_cast<unsigned char>(p[1]) <= ' ' && is_after_space(member);
    seen_ |= bit;
    step_.index = member.index;
    in_.p_ = p + member.extent;
    return true;
  }

 private:
  static constexpr unsigned none = ~0U;

  void slow_open();
  bool hinted_open();
  bool is_tag(std::string_view name, bool escaped);
  void make_room();
  bool find_next();
  bool find_any();
  bool is_after_space(const detail::Member& member);
  bool take(const detail::Member& member, const char* p);
  bool slow_next();
  bool next_name(std::string_view& name, bool& escaped);
  bool accept(unsigned member, const char* value);
  bool refused(unsigned member);
  void unknown(std::string_view name, bool escaped);
  bool accept_rest(std::string_view name, bool escaped);
  bool close();
  [[nodiscard]] std::uint64_t& seen(unsigned member);

  Reader& in_;
  const detail::MemberTable members_;
  detail::Step step_{};
  std::string* rest_name_ = nullptr;  // null if no other members are allowed
  std::size_t rest_count_ = 0;
  std::uint64_t seen_ = 0;         // a bit for each of the first 64 members
  char separator_ = '{';           // the character before the next member; NUL if there is none
  std::uint64_t more_[3];          // bits of the next members
  std::uint64_t* rest_ = nullptr;  // bits of all others; owned (<memory> would cost generated code
                                   // more to compile than all of this)
};

/// Reads a struct. `read_member(index)` reads the value of the member with that index into it. For
/// codecs that are written by hand.
template <class ReadMember>
inline void read_object(Reader& in, const detail::MemberTable& members, ReadMember&& read_member) {
  for (ObjectReader object(in, members); object.next();)
    read_member(static_cast<unsigned>(object.index()));
}

}  // namespace vgen::json
