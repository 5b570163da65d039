/// What only the source of a generated client may call.
#pragma once

#include <vgen/client/call.hpp>
#include <vgen/client/connection.hpp>
#include <vgen/client/http_stream.hpp>
#include <vgen/client/media.hpp>
#include <vgen/client/socket.hpp>
#include <vgen/client/unrecognized.hpp>
#include <vgen/client/upload.hpp>
#include <vgen/core/faults.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/types.hpp>
#include <vgen/json/write.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vgen::json {

inline namespace VGEN_API {

template <>
struct Codec<client::Unrecognized> {
  static void read(Reader& in, client::Unrecognized& value) { value.json = in.raw(); }
  static void write(Writer& out, const client::Unrecognized& /*value*/) {
    out.fail("an alternative that this client does not know");
  }
};

}  // namespace VGEN_API

}  // namespace vgen::json

namespace vgen::client::codegen {

using detail::open_channel;
using detail::open_rpc;
using detail::Reply;

/// Makes the request of an operation from the members of its input. The first fault is kept, and
/// then nothing is sent.
class RequestBase {
 public:
  /// Both are literals: "GET", "/todos/{id}". Parameters of the path are written in their order.
  RequestBase(std::string_view method, std::string_view path);

  /// For an input that cannot be written: "due: a year beyond 9999".
  void fail(std::string_view member, std::string_view reason);
  [[nodiscard]] detail::Prepared take();

 protected:
  void add_path(std::string_view member, std::string_view text);
  void add_query(std::string_view name, std::string_view text);
  void add_header(std::string_view name, const std::vector<std::string>& texts);
  void add_cookie(std::string_view name, const std::vector<std::string>& texts);
  void set_json(std::string text);
  void set_media(std::string bytes, std::string_view type);
  void add_part(std::string_view name, std::string_view text);
  void add_part(std::string_view name, const Upload& file);

 private:
  void copy_path_text();
  void begin_part(std::string_view name, std::string_view file, std::string_view media_type);

  detail::Prepared request_;
  std::string_view path_left_;
  std::string query_;
  std::string cookies_;
  std::string boundary_;
};

/// Makes a message of a channel or an RPC connection.
class MessageBase {
 public:
  /// A message of a channel: `name` is that of the channel, `value` selects the message. Both are
  /// literals.
  static MessageBase of_channel(std::string_view name, std::string_view key,
                                std::string_view value);
  static MessageBase of_rpc(std::string_view method);

  void fail(std::string_view reason);
  [[nodiscard]] detail::Prepared take(detail::Reply reply, bool repeats);

 protected:
  MessageBase() = default;
  /// The JSON of an object: its members are those of the message.
  void add_members(std::string_view object);
  /// A member of its own.
  void add_member(std::string_view name, std::string_view value);
  /// A parameter of an RPC method. Those at the end that are absent are left out.
  void add_parameter(std::string value, bool is_absent);

 private:
  detail::Prepared message_;
  std::string members_;
  std::string parameters_;
  std::string absent_;
  bool is_rpc_ = false;
};

/// Percent-encoded as by `encodeURIComponent`.
[[nodiscard]] std::string encoded_component(std::string_view text);

/// The text of a topic: "rooms/{room}" with the texts of its parameters.
[[nodiscard]] std::string topic_text(std::string_view pattern,
                                     const std::vector<std::string>& parameters);

/// The text of a JSON scalar without its quotes.
[[nodiscard]] std::string unquoted(std::string json);

/// Reads a JSON text, tolerant of members that this client does not know.
class AnswerReader {
 public:
  explicit AnswerReader(std::string_view text, bool takes_unknown_members = true);
  [[nodiscard]] json::Reader& reader() { return reader_; }
  /// Whether the text was read without a fault. Call it once.
  [[nodiscard]] bool finish();
  /// The first fault, for people: "body /items/0/id must be an integer".
  [[nodiscard]] std::string fault() const;

 private:
  Faults faults_;
  json::Reader reader_;
};

/// An answer, sorted by what it is.
class Answered {
 public:
  Answered(const detail::Prepared& request, Outcome outcome);

  /// Whether the status is one of a success.
  [[nodiscard]] bool succeeded() const;
  /// Fails if the body is not JSON.
  void expect_json();
  [[nodiscard]] const std::string& body() const;
  /// The media type of the body, with its parameters.
  [[nodiscard]] std::string_view media_type() const;
  /// The type of the problem; empty for a success, and without an answer.
  [[nodiscard]] std::string_view problem_type() const { return problem_.type; }
  /// The parts of a result, each to be taken once.
  [[nodiscard]] detail::CallInfo take_info();
  [[nodiscard]] ServerProblem take_problem();
  /// There is no answer, or none that can be read.
  [[nodiscard]] bool has_failed() const { return has_failed_; }
  [[nodiscard]] TransportProblem take_failure();
  /// The value cannot be read for this reason.
  void fail(std::string reason);

 private:
  detail::CallInfo info_;
  ServerProblem problem_;
  TransportProblem failure_;
  bool has_failed_ = false;
};

/// In place of a function that reads a value: the value is the body as it is.
struct AsMedia {};
inline constexpr AsMedia as_media{};

void take_media(const Answered& answered, std::string& value);
void take_media(const Answered& answered, std::vector<std::byte>& value);
void take_media(const Answered& answered, Media& value);

inline namespace VGEN_API {

/// The type of a declared error on the wire: "urn:todo:not-found". Specialised by generated code.
template <class E>
inline constexpr std::string_view problem_type{};

/// See `RequestBase`. A member that is an empty optional or an empty list is not sent; the server
/// takes its default.
class Request : public RequestBase {
 public:
  using RequestBase::RequestBase;

  /// The call of an operation, whose value is read as its type says.
  template <class T, class... Errors>
  Call<T, Errors...> call(const Connection& connection, const CallOptions& options);
  /// The same with a function that reads the value.
  template <auto Read, class T, class... Errors>
  Call<T, Errors...> call_with(const Connection& connection, const CallOptions& options);
  /// The stream of an operation, whose items are read by `Read`.
  template <auto Read, class T>
  Stream<T> stream(const Connection& connection, const HttpStreamOptions& options);

  /// A parameter of the path. Several are given in their order.
  template <class T, class... Shapes>
  void path(std::string_view name, const T& value, const Shapes&... shapes) {
    for (const std::string& text : texts(name, value, shapes...)) add_path(name, text);
  }
  template <class T, class... Shapes>
  void query(std::string_view name, const T& value, const Shapes&... shapes) {
    for (const std::string& text : texts(name, value, shapes...)) add_query(name, text);
  }
  template <class T, class... Shapes>
  void header(std::string_view name, const T& value, const Shapes&... shapes) {
    add_header(name, texts(name, value, shapes...));
  }
  template <class T, class... Shapes>
  void cookie(std::string_view name, const T& value, const Shapes&... shapes) {
    add_cookie(name, texts(name, value, shapes...));
  }

  /// The JSON body: the whole input, or a member of it. Without a body if that is an empty
  /// optional.
  template <class T, class... Shapes>
  void body(const T& value, const Shapes&... shapes) {
    using json::detail::Kind;
    if constexpr (json::detail::kind_of<T> == Kind::optional) {
      if (!value) return;
    } else if constexpr (json::detail::kind_of<T> == Kind::patch) {
      if (value.is_absent()) return;
    }
    write_body([&](json::Writer& out) { json::write(out, value, shapes...); });
  }
  /// The JSON body: some members, which `write(object)` writes.
  template <class Write>
  void members(Write write) {
    write_body([&](json::Writer& out) {
      json::ObjectWriter object(out);
      write(object);
    });
  }

  /// The body, which is a text or bytes. `type` is its media type, if no header names one. Without
  /// a body if that is an empty optional.
  template <class T>
  void media(const T& value, std::string_view type) {
    if constexpr (json::detail::kind_of<T> == json::detail::Kind::optional) {
      if (value) media(*value, type);
    } else {
      const auto* const bytes = reinterpret_cast<const char*>(value.data());
      set_media(std::string(bytes, value.size()), type);
    }
  }

  /// A member of a form. A list has a part for each item. Objects, and lists of them, are JSON.
  template <class T, class... Shapes>
  void part(std::string_view name, const T& value, const Shapes&... shapes) {
    using json::detail::Kind;
    constexpr Kind kind = json::detail::kind_of<T>;
    if constexpr (std::is_same_v<T, Upload>) {
      add_part(name, value);
    } else if constexpr (kind == Kind::optional || kind == Kind::nullable || kind == Kind::patch) {
      if (value) part(name, *value, shapes...);
    } else if constexpr (kind == Kind::sequence || kind == Kind::set || kind == Kind::fixed) {
      using Item = std::remove_cvref_t<decltype(*std::begin(value))>;
      if constexpr (std::is_same_v<Item, Upload> || is_word<Item>()) {
        for (const auto& item : value) part(name, Item(item), shapes...);
      } else {
        add_part(name, json_text(name, value, shapes...));
      }
    } else if constexpr (is_word<T>()) {
      add_part(name, text_of(name, value, shapes...));
    } else {
      add_part(name, json_text(name, value, shapes...));
    }
  }

 private:
  /// Whether the JSON text of a type is a scalar.
  template <class T>
  static consteval bool is_word() {
    using json::detail::Kind;
    constexpr Kind kind = json::detail::kind_of<T>;
    return !std::is_class_v<T> || kind == Kind::text || kind == Kind::time ||
           kind == Kind::duration || kind == Kind::days || kind == Kind::date ||
           kind == Kind::uuid || kind == Kind::path;
  }

  template <class T, class... Shapes>
  std::vector<std::string> texts(std::string_view name, const T& value, const Shapes&... shapes) {
    using json::detail::Kind;
    constexpr Kind kind = json::detail::kind_of<T>;
    std::vector<std::string> list;
    if constexpr (kind == Kind::optional || kind == Kind::nullable || kind == Kind::patch) {
      if (value) return texts(name, *value, shapes...);
    } else if constexpr (kind == Kind::box) {
      return texts(name, *value, shapes...);
    } else if constexpr (kind == Kind::sequence || kind == Kind::set || kind == Kind::fixed) {
      for (const auto& item : value) list.push_back(text_of(name, item, shapes...));
    } else {
      list.push_back(text_of(name, value, shapes...));
    }
    return list;
  }

  template <class T, class... Shapes>
  std::string text_of(std::string_view name, const T& value, const Shapes&... shapes) {
    using json::detail::Kind;
    if constexpr (json::detail::kind_of<T> == Kind::text) {
      return std::string(value);
    } else if constexpr (json::detail::kind_of<T> == Kind::path) {
      return value.string();
    } else {
      return unquoted(json_text(name, value, shapes...));
    }
  }

  template <class T, class... Shapes>
  std::string json_text(std::string_view name, const T& value, const Shapes&... shapes) {
    std::string text;
    json::Writer out{json::Destination(text)};
    json::write(out, value, shapes...);
    if (!out.finish()) fail(name, out.failure());
    return text;
  }

  template <class Write>
  void write_body(Write write) {
    std::string text;
    json::Writer out{json::Destination(text)};
    write(out);
    if (!out.finish()) return fail("", out.failure());
    set_json(std::move(text));
  }
};

/// See `MessageBase`.
class Message : public MessageBase {
 public:
  explicit Message(MessageBase base) : MessageBase(std::move(base)) {}

  /// The whole input, whose members are those of the message.
  template <class T, class... Shapes>
  void body(const T& value, const Shapes&... shapes) {
    write([&](const std::string& text) { add_members(text); }, value, shapes...);
  }
  /// An input that is not an object.
  template <class T, class... Shapes>
  void input(const T& value, const Shapes&... shapes) {
    write([&](const std::string& text) { add_member("input", text); }, value, shapes...);
  }
  /// A parameter of an RPC method.
  template <class T, class... Shapes>
  void parameter(const T& value, const Shapes&... shapes) {
    if constexpr (json::detail::kind_of<T> == json::detail::Kind::optional) {
      if (!value) return add_parameter("null", true);
      parameter(*value, shapes...);
    } else {
      write([&](std::string text) { add_parameter(std::move(text), false); }, value, shapes...);
    }
  }

  /// The call of a message, whose value is read by `Read`; null if it has none.
  template <auto Read, class T, class... Errors>
  Call<T, Errors...> call(std::shared_ptr<detail::Caller> caller, const SendOptions& options,
                          detail::Reply reply, bool repeats = false);

 private:
  template <class Add, class T, class... Shapes>
  void write(Add add, const T& value, const Shapes&... shapes) {
    std::string text;
    json::Writer out{json::Destination(text)};
    json::write(out, value, shapes...);
    if (!out.finish()) return fail(out.failure());
    add(text);
  }
};

template <class T>
void read_value(json::Reader& in, T& value) {
  json::read(in, value);
}

/// Reads a value that may be null.
template <auto Read, class T>
void read_optional(json::Reader& in, std::optional<T>& value) {
  if (!in.null()) Read(in, value.emplace());
}

/// Reads an item of a stream. Returns what is wrong with it; empty if nothing is.
template <auto Read, class T>
std::string decode_item(const detail::FeedItem& item, T& value) {
  AnswerReader reader(item.json);
  Read(reader.reader(), value);
  return reader.finish() ? std::string() : reader.fault();
}

/// The same for an item of one of several types: the first one that fits, at first one that has all
/// of its members.
template <class Variant, std::size_t... I>
std::string decode_alternatives(const detail::FeedItem& item, Variant& value,
                                std::index_sequence<I...> /*all*/) {
  std::string fault;
  const auto fits = [&]<std::size_t Index>(bool takes_unknown_members) {
    AnswerReader reader(item.json, takes_unknown_members);
    json::read(reader.reader(), value.template emplace<Index>());
    if (reader.finish()) return true;
    if (fault.empty()) fault = reader.fault();
    return false;
  };
  const bool is_read =
      (fits.template operator()<I>(false) || ...) || (fits.template operator()<I>(true) || ...);
  return is_read ? std::string() : fault;
}
template <class Variant>
std::string decode_one_of(const detail::FeedItem& item, Variant& value) {
  return decode_alternatives(item, value, std::make_index_sequence<std::variant_size_v<Variant>>());
}

/// The same for a message of a topic.
template <auto Read, class T>
std::string decode_topic_item(const detail::FeedItem& item, TopicItem<T>& value) {
  value.lost = item.lost;
  value.position = item.position;
  return item.lost ? std::string() : decode_item<Read, T>(item, value.data.emplace());
}

/// The text of a parameter of a topic.
template <class T, class... Shapes>
std::string topic_parameter(const T& value, const Shapes&... shapes) {
  if constexpr (json::detail::kind_of<T> == json::detail::Kind::text) {
    return std::string(value);
  } else {
    std::string text;
    json::Writer out{json::Destination(text)};
    json::write(out, value, shapes...);
    return out.finish() ? unquoted(std::move(text)) : std::string();
  }
}

/// Takes the problem for a declared error, if it is one.
template <class Result, class E>
bool take_error(Answered& answered, std::optional<Result>& result) {
  if (answered.problem_type() != problem_type<E>) return false;
  ServerProblem problem = answered.take_problem();
  AnswerReader reader(problem.json);
  E error{};
  json::read(reader.reader(), error);
  if (!reader.finish()) {
    answered.fail(reader.fault());
    return false;
  }
  detail::CallInfo info = answered.take_info();
  info.problem_type = std::move(problem.type);
  info.problem_title = std::move(problem.title);
  result.emplace(std::move(info), typename Result::Content(std::move(error)));
  return true;
}

/// The result of a call. `Read` reads the value; it is null for an operation without one.
template <auto Read, class T, class... Errors>
CallResult<T, Errors...> decode(const detail::Prepared& request, Outcome outcome) {
  using Result = CallResult<T, Errors...>;
  using Content = typename Result::Content;
  Answered answered(request, std::move(outcome));
  if (answered.succeeded()) {
    typename Result::Value value{};
    if constexpr (std::is_same_v<std::remove_cv_t<decltype(Read)>, AsMedia>) {
      take_media(answered, value);
    } else if constexpr (!std::is_void_v<T>) {
      answered.expect_json();
      AnswerReader reader(answered.body());
      Read(reader.reader(), value);
      if (!reader.finish() && !answered.has_failed()) answered.fail(reader.fault());
    }
    if (!answered.has_failed())
      return Result(answered.take_info(), Content(std::in_place_index<0>, std::move(value)));
  }
  if (!answered.has_failed()) {
    std::optional<Result> result;
    if ((take_error<Result, Errors>(answered, result) || ...)) return *std::move(result);
  }
  if (answered.has_failed()) {
    TransportProblem failure = answered.take_failure();
    return Result(answered.take_info(), Content(std::move(failure)));
  }
  ServerProblem problem = answered.take_problem();
  if (problem.type == "urn:vgen:validation")
    return Result(answered.take_info(), Content(ValidationProblem{std::move(problem)}));
  return Result(answered.take_info(), Content(std::move(problem)));
}

template <auto Read, class T, class... Errors>
Call<T, Errors...> Message::call(std::shared_ptr<detail::Caller> caller, const SendOptions& options,
                                 detail::Reply reply, bool repeats) {
  CallOptions all{.timeout = options.timeout, .stop = options.stop};
  return {std::move(caller), take(reply, repeats), std::move(all), decode<Read, T, Errors...>};
}

template <class T, class... Errors>
Call<T, Errors...> Request::call(const Connection& connection, const CallOptions& options) {
  if constexpr (std::is_void_v<T>)
    return call_with<nullptr, T, Errors...>(connection, options);
  else
    return call_with<read_value<T>, T, Errors...>(connection, options);
}

template <auto Read, class T, class... Errors>
Call<T, Errors...> Request::call_with(const Connection& connection, const CallOptions& options) {
  return {connection.caller(), take(), options, decode<Read, T, Errors...>};
}

template <auto Read, class T>
Stream<T> Request::stream(const Connection& connection, const HttpStreamOptions& options) {
  return {detail::open_stream(connection, take(), options), decode_item<Read, T>};
}

}  // namespace VGEN_API

}  // namespace vgen::client::codegen
