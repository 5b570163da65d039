#pragma once

#include <vgen/client/answer.hpp>
#include <vgen/client/caller.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::client::detail {

/// The members of a message of a server. Views into its text, which must outlive it.
class Frame {
 public:
  explicit Frame(std::string_view text);

  [[nodiscard]] bool is_object() const { return is_object_; }
  [[nodiscard]] bool has(std::string_view name) const { return !raw(name).empty(); }
  /// The JSON of a member; empty if it is absent.
  [[nodiscard]] std::string_view raw(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> string(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
  /// The JSON object of all members except two.
  [[nodiscard]] std::string without(std::string_view one, std::string_view other) const;

 private:
  bool is_object_ = false;
  std::vector<std::pair<std::string, std::string_view>> members_;
};

/// A success with this JSON; without any, 204.
[[nodiscard]] HttpAnswer value_answer(std::string json);
/// The answer that HTTP would have for a problem.
[[nodiscard]] HttpAnswer problem_answer(std::string_view problem);
/// The JSON text of a string.
[[nodiscard]] std::string quoted_json(std::string_view text);

}  // namespace vgen::client::detail
