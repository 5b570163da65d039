/// How the source of a generated client reads answers and the items of streams.
#pragma once

#include <vgen/client/call_result.hpp>
#include <vgen/client/caller.hpp>
#include <vgen/client/media.hpp>
#include <vgen/client/stream.hpp>
#include <vgen/client/unrecognized.hpp>
#include <vgen/core/faults.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/types.hpp>
#include <vgen/json/write.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
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

}  // namespace VGEN_API

}  // namespace vgen::client::codegen
