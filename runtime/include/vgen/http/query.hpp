/// Splitting a query: `a=1&b=2`.
#pragma once

#include <string_view>

namespace vgen {

/// One `name=value`, both still encoded. Without an equals sign the value is empty.
struct QueryPair {
  std::string_view name{};
  std::string_view value{};

  bool operator==(const QueryPair&) const = default;
};

/// Goes through the pairs of a query in order. Skips empty ones (`a&&b`).
class QueryReader {
 public:
  explicit QueryReader(std::string_view query) noexcept : rest_(query) {}
  /// False at the end.
  bool next(QueryPair& pair) noexcept;
  /// The text that is not read yet.
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace vgen
