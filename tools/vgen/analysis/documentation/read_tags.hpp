#pragma once

#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// The kind of declaration that a doc comment belongs to.
enum class Entity { field, alias, variant, structure, enumeration, enumerator, function };

/// The parts of the model that the tags of a comment fill in. Absent parts are null.
struct TagTarget {
  Entity entity = Entity::field;
  std::string name;  ///< For messages.
  std::optional<model::TypeIndex> type;
  model::Constraints* constraints = nullptr;
  model::Documentation* documentation = nullptr;
  model::Field* field = nullptr;
  std::string* wire_name = nullptr;
  std::vector<model::Variant*>
      variants{};  ///< The variant of an alias, or those without an alias in a member.
};

/// Reads the tags of a comment into `target`. Reports tags that are unknown, misplaced, repeated or
/// have a wrong argument. `check_examples` checks the examples, because it needs the whole model.
void read_tags(Workspace& workspace, const Comment& comment, const TagTarget& target);

}  // namespace vgen::tool::analysis
