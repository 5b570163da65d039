#include "tools/vgen/analysis/types/largest_encoding.hpp"

#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {
namespace {

using model::Constraints;
using model::TypeIndex;
using Size = std::optional<std::uint64_t>;

/// Characters beyond the first 65,536 take two escapes.
constexpr std::uint64_t longest_character = 2 * model::longest_escape;

constexpr std::uint64_t quotes = 2;

Size sum(Size a, Size b) {
  if (!a || !b || *a > std::numeric_limits<std::uint64_t>::max() - *b) return std::nullopt;
  return *a + *b;
}

Size product(Size a, Size b) {
  if (!a || !b) return std::nullopt;
  if (*a != 0 && *b > std::numeric_limits<std::uint64_t>::max() / *a) return std::nullopt;
  return *a * *b;
}

Size larger(Size a, Size b) {
  return a && b ? std::optional(std::max(*a, *b)) : std::nullopt;
}

/// A text of one byte characters, such as a name.
Size escaped(std::size_t bytes) {
  return sum(product(bytes, model::longest_escape), quotes);
}

/// The most items of a list that tells how many: by a limit, or since all are different
/// enumerators.
Size item_count(const model::ApiModel& api, const model::List& list,
                const Constraints& constraints) {
  if (list.fixed_size) return list.fixed_size;
  if (constraints.max_items) return constraints.max_items;
  const model::Type* item = plain_type(api, list.item);
  const auto* reference = item ? std::get_if<model::EnumReference>(&item->kind) : nullptr;
  const bool is_unique = list.unique || constraints.unique_items;
  return reference && is_unique ? Size(api.enums[reference->index].enumerators.size())
                                : std::nullopt;
}

class Measure {
 public:
  explicit Measure(const model::ApiModel& api) : api_(api) {}

  Size type(TypeIndex index, const Constraints& own);
  Size object(const std::vector<const model::Field*>& fields);

  // By kind, with the limits of the value. Of the other kinds all values are of one length.
  Size operator()(const model::Integer&, const Constraints& constraints) {
    return constraints.wire_string ? escaped(model::longest_number) : model::longest_number;
  }
  Size operator()(const model::String&, const Constraints& constraints) {
    return text(constraints);
  }
  Size operator()(const model::Path&, const Constraints& constraints) { return text(constraints); }
  Size operator()(const model::File&, const Constraints&) { return std::nullopt; }
  Size operator()(const model::Any&, const Constraints&) { return std::nullopt; }
  Size operator()(const model::Bytes& bytes, const Constraints& constraints) {
    if (bytes.fixed_size) return escaped((*bytes.fixed_size + 2) / 3 * 4);
    return constraints.max_length ? escaped(*constraints.max_length) : std::nullopt;
  }
  Size operator()(const model::EnumReference& reference, const Constraints&) {
    std::size_t longest = 0;
    for (const model::Enumerator& enumerator : api_.enums[reference.index].enumerators)
      longest = std::max(longest, enumerator.wire_name.size());
    return escaped(longest);
  }
  Size operator()(const model::AliasReference& reference, const Constraints& constraints) {
    const model::Alias& alias = api_.aliases[reference.index];
    return type(alias.type, merge(constraints, alias.constraints));
  }
  Size operator()(const model::Wrapper auto& wrapper, const Constraints& constraints) {
    return type(wrapper.value, constraints);
  }
  Size operator()(const model::StructReference& reference, const Constraints&);
  Size operator()(const model::List& list, const Constraints& constraints) {
    const Size item = sum(type(list.item, {}), 1);  // and a comma
    return sum(product(item_count(api_, list, constraints), item), 2);
  }
  Size operator()(const model::Map& map, const Constraints& constraints);
  Size operator()(const model::Tuple& tuple, const Constraints&) {
    Size size = 2;
    for (const TypeIndex item : tuple.items) size = sum(size, sum(type(item, {}), 1));
    return size;
  }
  Size operator()(const model::VariantReference& reference, const Constraints&);
  template <class Kind>
    requires(model::facts_of_kind<Kind>.longest != model::depends)
  Size operator()(const Kind&, const Constraints&) {
    return model::facts_of_kind<Kind>.longest;
  }

 private:
  static Size text(const Constraints& constraints) {
    if (constraints.format == "uuid") return model::facts_of_kind<model::Uuid>.longest;
    return constraints.max_length ? sum(product(constraints.max_length, longest_character), quotes)
                                  : std::nullopt;
  }

  const model::ApiModel& api_;
  std::vector<model::StructIndex>
      open_;  ///< Structs that are being measured: one that stands in itself has no largest value.
};

Size Measure::type(TypeIndex index, const Constraints& own) {
  if (index == unresolved) return std::nullopt;
  const model::Type& type = api_.types[index];
  const Size size = std::visit([&](const auto& kind) { return (*this)(kind, own); }, type.kind);
  return accepts_null(api_, type) ? larger(size, 4) : size;
}

/// `{"name":value,…}`
Size Measure::object(const std::vector<const model::Field*>& fields) {
  Size size = 2;
  for (const model::Field* field : fields) {
    if (field->is_rest) return std::nullopt;
    const Size name = sum(escaped(field->wire_name.size()), 2);  // a colon and a comma
    size = sum(size, sum(name, type(field->type, field->constraints)));
  }
  return size;
}

Size Measure::operator()(const model::StructReference& reference, const Constraints&) {
  if (std::ranges::find(open_, reference.index) != open_.end()) return std::nullopt;
  open_.push_back(reference.index);
  std::vector<const model::Field*> fields;
  for (const model::Field& field : api_.structs[reference.index].fields) fields.push_back(&field);
  const Size size = object(fields);
  open_.pop_back();
  return size;
}

Size Measure::operator()(const model::Map& map, const Constraints& constraints) {
  const model::Type* key = plain_type(api_, map.key);
  const auto* reference = key ? std::get_if<model::EnumReference>(&key->kind) : nullptr;
  Size count = constraints.max_properties;
  if (!count && reference) count = api_.enums[reference->index].enumerators.size();
  const bool is_number = key && std::holds_alternative<model::Integer>(key->kind);
  const Size name = is_number ? escaped(model::longest_number) : type(map.key, {});
  return sum(product(count, sum(sum(name, 2), type(map.value, {}))), 2);
}

Size Measure::operator()(const model::VariantReference& reference, const Constraints&) {
  const model::Variant& variant = api_.variants[reference.index];
  Size largest = 0;
  for (const model::Alternative& alternative : variant.alternatives) {
    Size size = type(alternative.type, {});
    if (!alternative.tag.empty())
      size =
          sum(size,
              sum(sum(escaped(variant.discriminator.size()), escaped(alternative.tag.size())), 2));
    largest = larger(largest, size);
  }
  return largest;
}

}  // namespace

std::optional<std::uint64_t> largest_body(const model::ApiModel& api,
                                          const model::HttpRoute& operation) {
  const model::Function& function = api.functions[operation.function];
  if (operation.body == model::BodyUse::none || !function.input) return std::nullopt;
  // Members that nobody knows may be of any size.
  if (api.policies.ignore_unknown_members) return std::nullopt;
  if (!operation.body_types.empty()) return std::nullopt;  // no JSON
  Measure measure(api);
  if (operation.body == model::BodyUse::whole) return measure.type(*function.input, {});
  const model::Struct& input = *input_struct(api, function);
  std::vector<const model::Field*> fields;
  for (const model::Binding& binding : operation.bindings) {
    if (binding.place == model::Place::body) fields.push_back(&input.fields[binding.field]);
  }
  if (operation.body == model::BodyUse::member)
    return measure.type(fields.front()->type, fields.front()->constraints);
  return measure.object(fields);
}

void limit_bodies(Workspace& workspace) {
  /// Room for a mistake in a small body, so that it is told as a fault of a member rather than as a
  /// body that is too large.
  constexpr std::uint64_t least_limit = 1024;
  model::for_each_door(workspace.api.doors, [&](model::HttpRoute& operation) {
    operation.largest_body = largest_body(workspace.api, operation);
    const Size with_white_space = product(operation.largest_body, 2);
    if (with_white_space && operation.policy.body_limit == 0)
      operation.policy.body_limit = std::max(*with_white_space, least_limit);
  });
}

}  // namespace vgen::tool::analysis
