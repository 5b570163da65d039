/// The source of a function's input.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/faults.hpp>

#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace vgen {

class HttpInput;
class PathValues;
class TopicInput;
namespace json {
class Reader;
}

/// The result of reading as a whole, apart from faults of values.
enum class ReadOutcome : unsigned char { good, malformed, wrong_media_type };

/// An input that is spread over the HTTP request in the call.
struct HttpSource {
  const PathValues* path = nullptr;
  /// Reads the input; null if the function has no input.
  void (*read)(HttpInput& in, void* input) = nullptr;
  Method method = Method::get;  ///< Of the route.

  /// Whether the request changes something, so that a page of another origin must not send it.
  [[nodiscard]] constexpr bool is_unsafe() const noexcept {
    return method != Method::get && method != Method::query;
  }
};

/// An input that is one JSON text: a message of a channel, the parameters of an RPC call.
struct TextSource {
  std::string_view text{};
  /// Reads the input. For a function without one it checks the text, or it is null.
  void (*read)(json::Reader& in, void* input) = nullptr;
  Place place = Place::message;  ///< The place of faults.
};

/// An input that is a message as it arrived: any text, or bytes.
struct RawSource {
  std::string_view bytes{};
  /// Makes the input of the bytes, which live as long as the event.
  void (*read)(std::string_view bytes, void* input) = nullptr;
};

/// An input that is the parameters of a topic, each as text.
struct TopicSource {
  std::span<const std::string> texts{};
  void (*read)(TopicInput& in, void* input) = nullptr;
};

/// All sources. Each transport uses one of them. The views are valid until the input was read.
using InputSource = std::variant<HttpSource, TextSource, RawSource, TopicSource>;

}  // namespace vgen
