#pragma once

#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/model/kinds.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace vgen::tool::analysis {

/// Makes example values of types: what the author wrote with `@example`, defaults, else plain
/// values that satisfy the constraints. Each is checked by the rules of the server.
class ExampleMaker {
 public:
  enum class Side { input, output };

  /// `api` must outlive the maker.
  ExampleMaker(const model::ApiModel& api, Side side) : api_(api), side_(side) {}

  /// Nothing if none was found: the author has to write one.
  std::optional<Json> make(model::TypeIndex type);

 private:
  using Example = std::optional<Json>;

  /// `variation` counts the items of a list and the keys of a map, which shall differ.
  Example value(const ValueRule& rule, std::size_t variation);
  Example written(const ValueRule& rule, const model::Documentation& documentation,
                  std::size_t variation) const;

  Example of(const model::Null&, const ValueRule&, std::size_t) { return Json(nullptr); }
  Example of(const model::Boolean&, const ValueRule&, std::size_t variation);
  Example of(const model::Integer& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Float& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::String&, const ValueRule& rule, std::size_t variation);
  Example of(const model::Timestamp& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Date&, const ValueRule& rule, std::size_t variation);
  Example of(const model::Duration& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Bytes& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Uuid&, const ValueRule& rule, std::size_t variation);
  Example of(const model::Path&, const ValueRule& rule, std::size_t variation);
  Example of(const model::Any&, const ValueRule& rule, std::size_t variation);
  Example of(const model::StructReference& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::EnumReference& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::AliasReference& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Wrapper auto& type, const ValueRule& rule, std::size_t variation) {
    return value({type.value, rule.constraints}, variation);
  }
  Example of(const model::List& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Map& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::Tuple& type, const ValueRule& rule, std::size_t variation);
  Example of(const model::VariantReference& type, const ValueRule& rule, std::size_t variation);

  bool add_field(Json& object, const model::Field& field, std::size_t variation);
  [[nodiscard]] bool is_accepted(const ValueRule& rule, const Json& value) const;

  const model::ApiModel& api_;
  Side side_;
  std::vector<model::StructIndex> within_;  ///< The structs around the value, to see recursion.
  std::size_t values_ = 0;                  ///< How many were made.
};

}  // namespace vgen::tool::analysis
