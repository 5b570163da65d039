/// How the source of a generated client makes requests.
#pragma once

#include <vgen/client/call.hpp>
#include <vgen/client/codegen/answer.hpp>
#include <vgen/client/connection.hpp>
#include <vgen/client/http_stream.hpp>
#include <vgen/client/upload.hpp>
#include <vgen/json/types.hpp>
#include <vgen/json/write.hpp>

#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

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

/// Percent-encoded as by `encodeURIComponent`.
[[nodiscard]] std::string encoded_component(std::string_view text);

/// The text of a JSON scalar without its quotes.
[[nodiscard]] std::string unquoted(std::string json);

inline namespace VGEN_API {

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
