/// What only the source of a generated client may call.
#pragma once

#include <vgen/client/call.hpp>
#include <vgen/client/unrecognized.hpp>
#include <vgen/client/upload.hpp>
#include <vgen/core/faults.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/types.hpp>
#include <vgen/json/write.hpp>

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

/// The text of a JSON scalar without its quotes.
[[nodiscard]] std::string unquoted(std::string json);

/// Reads a JSON text, tolerant of members that this client does not know.
class AnswerReader {
 public:
  explicit AnswerReader(std::string_view text);
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

  /// The JSON body: the whole input, or a member of it. An empty optional is no body.
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

template <class T>
void read_value(json::Reader& in, T& value) {
  json::read(in, value);
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
    if constexpr (!std::is_void_v<T>) {
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

template <class T, class... Errors>
Call<T, Errors...> Request::call(const Connection& connection, const CallOptions& options) {
  if constexpr (std::is_void_v<T>)
    return call_with<nullptr, T, Errors...>(connection, options);
  else
    return call_with<read_value<T>, T, Errors...>(connection, options);
}

template <auto Read, class T, class... Errors>
Call<T, Errors...> Request::call_with(const Connection& connection, const CallOptions& options) {
  return {connection, take(), options, decode<Read, T, Errors...>};
}

}  // namespace VGEN_API

}  // namespace vgen::client::codegen
