#pragma once

#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// What a doc comment belongs to.
enum class Entity { field, alias, variant, structure, enumeration, enumerator, function };

/// What the tags of a comment are for: the parts of the model that they fill in. Absent parts are
/// null.
struct TagTarget {
  Entity entity = Entity::field;
  std::string name;  ///< For messages.
  std::optional<model::TypeIndex> type;
  model::Constraints* constraints = nullptr;
  model::Documentation* documentation = nullptr;
  model::Field* field = nullptr;
  std::string* wire_name = nullptr;
  std::vector<model::Variant*>
      variants{};  ///< An alias's own; those without an alias that stand in a member.
};

/// Reads the tags of a comment into `target`. Unknown, misplaced, repeated and ill-typed ones are
/// reported; examples are left for `check_examples`, which needs the whole model.
void read_tags(Workspace& workspace, const Comment& comment, const TagTarget& target);

}  // namespace vgen::tool::analysis
