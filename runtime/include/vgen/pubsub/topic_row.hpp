/// The topics of an API, as generated code gives them to the runtime.
#pragma once

#include <vgen/core/faults.hpp>
#include <vgen/core/services.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The longest text of a topic, in bytes.
inline constexpr std::size_t longest_topic = 512;

/// The values of a topic's parameters as text, in order. Generated code reads them.
class TopicInput {
 public:
  /// All must outlive it.
  TopicInput(std::span<const std::string> texts, Faults& faults) : texts_(texts), faults_(faults) {}

  /// The next text. There is one for each parameter.
  [[nodiscard]] std::string_view next() { return texts_[next_++]; }
  [[nodiscard]] Faults& faults() noexcept { return faults_; }

 private:
  std::span<const std::string> texts_;
  Faults& faults_;
  std::size_t next_ = 0;
};

/// How the members of a topic become JSON, and values again.
struct PresenceRow {
  const TypeSlot* type = nullptr;
  /// Appends a member as JSON.
  void (*write)(std::string& text, const void* member) = nullptr;
  /// Fills in a member that has the values of its default constructor. Returns false if the text
  /// does not hold one.
  bool (*read)(std::string_view json, void* member) = nullptr;
};

/// One topic. A literal; generated code has a constexpr array of them.
struct TopicRow {
  std::string_view name{};                ///< With parameters in braces: "todos/{label}".
  unsigned history = 0;                   ///< Messages that are kept.
  bool replay_last = false;               ///< New subscribers get the latest message.
  const PresenceRow* presence = nullptr;  ///< Null: its subscribers do not see each other.
  /// Appends a message as JSON.
  void (*write)(std::string& text, const void* message) = nullptr;
  /// The tuple of the parameters.
  TypeSlot parameters{};
  void (*construct)(void* parameters) = nullptr;
  void (*read)(TopicInput& in, void* parameters) = nullptr;
  /// Appends the text of each parameter, not encoded.
  void (*texts)(std::vector<std::string>& texts, const void* parameters) = nullptr;
};

/// The text of a topic: parameters are percent-encoded as by `encodeURIComponent`, so each topic
/// has one text. Throws `std::invalid_argument` if a parameter is empty or the text is too long.
[[nodiscard]] std::string topic_text(const TopicRow& row, const void* parameters);

/// The parameters in a text, decoded, if it is a topic of this name: none if it is not, or if a
/// parameter is empty or not UTF-8.
[[nodiscard]] std::optional<std::vector<std::string>> match_topic(std::string_view name,
                                                                  std::string_view text);

}  // namespace vgen
