/// Writes compact JSON text (RFC 8259) directly from structs.
#pragma once

#include <vgen/json/destination.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace vgen::json {

/// The name of a member: a literal, which the compiler checks.
class MemberKey {
 public:
  template <std::size_t Size>
  consteval MemberKey(const char (&name)[Size]) : name_(name, Size - 1) {
    for (const char c : name_) {
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) plain_ = false;
    }
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }
  /// Whether the name is written as it is.
  [[nodiscard]] constexpr bool plain() const { return plain_; }

 private:
  std::string_view name_;
  bool plain_ = true;
};

/// Appends JSON to a text. A value that JSON cannot hold (an integer beyond ±(2^53-1), a number
/// that is not finite, a string that is not UTF-8, a year beyond 9999) fails the whole text: check
/// `failed` before you send it. Not for several threads at once.
class Writer {
 public:
  /// Appends to `out`, which must outlive the writer and must not be touched until `finish`.
  explicit Writer(Destination out);
  /// Calls `finish`.
  ~Writer() { finish(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Sets the size of the text. Nothing may be written afterwards. If writing failed, returns
  /// false, and the text is as it was before.
  bool finish();

  [[nodiscard]] bool failed() const { return !failure_.empty(); }
  /// The value that could not be written, for the log: "total: an integer beyond ±(2^53-1)". Empty
  /// if there is none.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  /// Marks the text as failed. The first reason is kept.
  void fail(std::string_view reason);

  void null();
  void boolean(bool value);
  void integer(std::int64_t value);
  void unsigned_integer(std::uint64_t value);
  void number(double value);
  void number(float value);
  void string(std::string_view value);
  /// Writes text that is already valid JSON.
  void raw(std::string_view json);
  /// Writes a string of at most 62 characters that need no escape and no check.
  void plain_string(std::string_view value);

 private:
  friend class ObjectBraces;
  friend class ArrayWriter;
  friend class TaggedWriter;

  // Scalars are written without a check for room. The text before a value (key, comma, bracket)
  // reserves this much after itself.
  static constexpr std::size_t slack = 64;

  void need(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - p_) < bytes) [[unlikely]]
      grow(bytes);
  }
  void grow(std::size_t bytes);
  void grow_string(std::size_t used, std::size_t bytes);
  void slow_string(std::string_view value);
  void escape(char special);
  void slow_key(std::string_view name);
  void integer_key(std::int64_t name);
  void put(char c) { *p_++ = c; }

  /// Writes `,"name":`. For the first member, `{` later replaces the comma.
  void key(const MemberKey& key) {
    const std::string_view name = key.name();
    if (!key.plain()) return slow_key(name);
    need(name.size() + 4 + slack);
    char* p = p_;
    std::memcpy(p, ",\"", 2);
    std::memcpy(p + 2, name.data(), name.size());
    std::memcpy(p + 2 + name.size(), "\":", 2);
    p_ = p + name.size() + 4;
  }
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(p_ - begin_); }
  /// Ends an array or object that began at `start`. Each of its elements begins with a comma.
  void close(std::size_t start, char open, char close) {
    need(2 + slack);
    if (offset() == start) {
      put(open);
    } else {
      begin_[start] = open;
    }
    put(close);
  }

  char* p_;
  char* end_;
  char* begin_;
  Destination out_;
  std::size_t base_;  // the size of the text before
  std::string failure_;
};

/// Writes the braces and keys of an object: the constructor writes `{` and the destructor writes
/// `}`. `ObjectWriter` adds the members.
class ObjectBraces {
 public:
  explicit ObjectBraces(Writer& out) : out_(out), start_(out.offset()) {}
  ~ObjectBraces() { out_.close(start_, '{', '}'); }
  ObjectBraces(const ObjectBraces&) = delete;
  ObjectBraces& operator=(const ObjectBraces&) = delete;

  /// Begins a member of any name. The value must be written next.
  Writer& key(std::string_view name) {
    out_.slow_key(name);
    return out_;
  }
  /// The same with a number as the name.
  Writer& key(std::int64_t name) {
    out_.integer_key(name);
    return out_;
  }
  /// Adds the members of an object that is already valid JSON without white space.
  void members_of(std::string_view object) {
    if (object.size() <= 2) return;
    out_.put(',');
    out_.raw(object.substr(1, object.size() - 2));
  }

 protected:
  /// The same for a name that is prepared at compile time.
  Writer& literal_key(const MemberKey& name) {
    out_.key(name);
    return out_;
  }

 private:
  Writer& out_;
  std::size_t start_;
};

/// During its lifetime, adds a member before the members of the object that is written next.
class TaggedWriter {
 public:
  TaggedWriter(Writer& out, std::string_view name, std::string_view value);
  ~TaggedWriter();
  TaggedWriter(const TaggedWriter&) = delete;
  TaggedWriter& operator=(const TaggedWriter&) = delete;

 private:
  Writer& out_;
  std::size_t start_;
  std::size_t rest_;
};

/// Writes an array. The constructor writes `[` and the destructor writes `]`.
class ArrayWriter {
 public:
  explicit ArrayWriter(Writer& out) : out_(out), start_(out.offset()) {}
  ~ArrayWriter() { out_.close(start_, '[', ']'); }
  ArrayWriter(const ArrayWriter&) = delete;
  ArrayWriter& operator=(const ArrayWriter&) = delete;

  /// Begins the next item. The value must be written next.
  Writer& item() {
    out_.need(1 + Writer::slack);
    out_.put(',');
    return out_;
  }

 private:
  Writer& out_;
  std::size_t start_;
};

}  // namespace vgen::json
