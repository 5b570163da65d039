/// Writing JSON text (RFC 8259), compact, straight from structs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace vgen::json {

/// The name of a member: a literal, looked at by the compiler.
class MemberKey {
 public:
  template <std::size_t Size>
  consteval MemberKey(const char (&name)[Size])
      : name_(name, Size - 1) {  // NOLINT(google-explicit-constructor): `member("id", …)`
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

/// The end of a text. What is no JSON (an integer beyond ±(2^53-1), a number that is not finite, a
/// string that is not UTF-8, a year beyond 9999) makes the text worthless: ask `failed` before it
/// is sent. Not for several threads at once.
class Writer {
 public:
  /// Appends to `out`, which must outlive the writer and must not be touched until `finish`.
  explicit Writer(std::string& out);
  /// Finishes.
  ~Writer() { finish(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Gives the string its size; nothing may be written afterwards. False if writing failed: then
  /// the string is as it was before.
  bool finish();

  [[nodiscard]] bool failed() const { return !failure_.empty(); }
  /// What could not be written, for the log: "total: an integer beyond ±(2^53-1)". Empty: nothing.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  /// Marks the text as failed; the first reason counts.
  void fail(std::string_view reason);

  void null();
  void boolean(bool value);
  void integer(std::int64_t value);
  void unsigned_integer(std::uint64_t value);
  void number(double value);
  void number(float value);
  void string(std::string_view value);
  /// Text that is valid JSON already.
  void raw(std::string_view json);
  /// A string of characters that need no escape and no check, at most 62.
  void plain_string(std::string_view value);

 private:
  friend class ObjectWriter;
  friend class ArrayWriter;
  friend class TaggedWriter;

  // Scalars are written without asking for room: whoever leads to a value (key, comma, bracket)
  // leaves this much behind itself.
  static constexpr std::size_t slack = 64;

  void need(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - p_) < bytes) [[unlikely]]
      grow(bytes);
  }
  void grow(std::size_t bytes);
  void slow_string(std::string_view value);
  void escape(char special);
  void slow_key(std::string_view name);
  void integer_key(std::int64_t name);
  void put(char c) { *p_++ = c; }

  /// `,"name":`, the comma to be overwritten by `{` if it is the first.
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
  /// Ends what began at `start` and consists of elements that each begin with a comma.
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
  std::string& out_;
  std::size_t base_;  // size of the string before
  std::string failure_;
};

/// Writes an object: the braces are its lifetime.
class ObjectWriter {
 public:
  explicit ObjectWriter(Writer& out) : out_(out), start_(out.offset()) {}
  ~ObjectWriter() { out_.close(start_, '{', '}'); }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  /// Writes a member; an empty optional and an absent Patch are left out. The name is a literal,
  /// given as plain text. `shapes`: see `shapes.hpp`.
  template <class T, class... Shapes>
  void member(MemberKey name, const T& value, const Shapes&... shapes);

  /// Leads to the value of a member of any name, which must be written next.
  Writer& key(std::string_view name) {
    out_.slow_key(name);
    return out_;
  }
  /// The same with a number for a name.
  Writer& key(std::int64_t name) {
    out_.integer_key(name);
    return out_;
  }

 private:
  Writer& out_;
  std::size_t start_;
};

/// Writes one more member in front of those of the object that is written next, within its
/// lifetime.
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

/// Writes an array: the brackets are its lifetime.
class ArrayWriter {
 public:
  explicit ArrayWriter(Writer& out) : out_(out), start_(out.offset()) {}
  ~ArrayWriter() { out_.close(start_, '[', ']'); }
  ArrayWriter(const ArrayWriter&) = delete;
  ArrayWriter& operator=(const ArrayWriter&) = delete;

  /// Leads to the next item, which must be written next.
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
