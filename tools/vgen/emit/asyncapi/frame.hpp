#pragma once

#include "tools/vgen/emit/schema/components.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <optional>
#include <string>

/// The text frames of a channel as schemas: what a frame has beside the members of a value.
namespace vgen::tool::emit {

/// The schema of one string.
inline Json constant(const std::string& value) {
  return {{"type", "string"}, {"const", value}};
}

/// The parts of a frame beside its value.
struct Frame {
  std::string key;          ///< The member that selects the message: `action`.
  std::string value;        ///< Its value; empty if the frame has no key.
  std::string sole_member;  ///< The member for a value that is not an object.
  Direction direction = Direction::input;
};

/// Prints frames for one document.
class FramePrinter {
 public:
  /// Both must outlive the printer.
  FramePrinter(const model::ApiModel& api, SchemaComponents& components)
      : api_(api), components_(components) {}

  /// The frame of a value: its members beside the key and `$id`, or the value in a member.
  Json payload(const Frame& frame, std::optional<model::TypeIndex> type);

  /// The frame of an error. `error` is the schema of the problem; `value` is the key's value, or
  /// empty if it may be any.
  Json error_payload(const std::string& key, const std::string& value, Json error);

  /// The schema of `$id`.
  Json id_reference();

  /// Frames with the examples of a type, as the `examples` of a message. Empty if it has none.
  Json examples(const Frame& frame, std::optional<model::TypeIndex> type);

 private:
  Json head(const Frame& frame);
  void append_value(Json& schema, const Frame& frame, model::TypeIndex type);
  void append_map(Json& schema, const model::Map& map, Direction direction);
  Json choice(const Frame& frame, const model::Variant& variant);

  const model::ApiModel& api_;
  SchemaComponents& components_;
};

}  // namespace vgen::tool::emit
