#include "tools/vgen/analysis/documentation/read_tags.hpp"

#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/analysis/types/bounds.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/spelling.hpp"

#include <vgen/json/formats.hpp>
#include <vgen/json/pattern.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace vgen::tool::analysis {
namespace {

using model::Constrained;
using model::Constraints;
using model::ConstraintTag;

std::string_view plural(Constrained constrained) {
  switch (constrained) {
    case Constrained::nothing: break;
    case Constrained::numbers: return "numbers";
    case Constrained::strings: return "strings";
    case Constrained::lists: return "lists";
    case Constrained::maps: return "maps";
  }
  return "";
}

/// Whether a tag that is no constraint can stand at an entity.
bool belongs_to(std::string_view tag, Entity entity) {
  if (tag == "deprecated" || tag == "title") return true;
  if (tag == "sunset") return entity == Entity::function;
  if (tag == "example") return entity != Entity::function && entity != Entity::enumerator;
  if (tag == "rename")
    return entity == Entity::field || entity == Entity::enumerator || entity == Entity::structure;
  if (tag == "discriminator" || tag == "untagged")
    return entity == Entity::variant || entity == Entity::field;
  if (tag == "wire") return entity == Entity::field || entity == Entity::alias;
  return entity == Entity::field;  // readOnly, writeOnly, pii
}

std::string_view entity_phrase(Entity entity) {
  switch (entity) {
    case Entity::field: return "a member";
    case Entity::alias: return "an alias";
    case Entity::variant: return "an alias of a std::variant";
    case Entity::structure: return "a struct";
    case Entity::enumeration: return "an enum";
    case Entity::enumerator: return "an enumerator";
    case Entity::function: return "a function";
  }
  return "";
}

class TagReader {
 public:
  TagReader(Workspace& workspace, const TagTarget& target)
      : workspace_(workspace), target_(target) {}

  void read(const Comment& comment);

 private:
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }
  void refuse_unknown(const Tag& tag);
  bool is_repeated(const Tag& tag);
  bool is_misplaced(const Tag& tag);
  void check_swallowed(const Tag& tag);
  bool refuse_constraint(const Tag& tag, Constrained constrained);
  void read_constraint(const Tag& tag, const ConstraintTag& constraint);
  void read_bound(const Tag& tag, model::NumberLimit limit);
  void read_count(const Tag& tag, std::optional<std::uint64_t> Constraints::* count);
  void read_format(const Tag& tag);
  void read_pattern(const Tag& tag);
  void read_unique_items(const Tag& tag);
  void read_annotation(const Tag& tag);
  void read_deprecated(const Tag& tag);
  void read_sunset(const Tag& tag);
  void read_wire(const Tag& tag);
  void read_variant(const Tag& tag);
  void read_rest(const Tag& tag);
  [[nodiscard]] bool is_wire_string() const;
  bool lacks_argument(const Tag& tag, std::string_view what);

  Workspace& workspace_;
  const TagTarget& target_;
  std::set<std::string> seen_;
};

void TagReader::refuse_unknown(const Tag& tag) {
  const std::optional<std::string> nearest = nearest_name(tag.name, tag_names());
  report(Rule::unknown_tag, tag.range, fmt::format("unknown tag '@{}'", tag.name),
         nearest
             ? fmt::format("did you mean '@{}'?", *nearest)
             : fmt::format("if it is text, write it in backticks: `@{}`; run 'vgen explain VG2001' "
                           "to see the tags",
                           tag.name));
}

bool TagReader::is_repeated(const Tag& tag) {
  if (tag.name == "example" || seen_.insert(tag.name).second) return false;
  report(Rule::repeated_tag, tag.range,
         fmt::format("'@{}' is given twice for '{}'", tag.name, target_.name),
         "remove one of them");
  return true;
}

/// `@pattern ^[a-z]+$ @maxLength 10`: the rest of the line belongs to the pattern.
void TagReader::check_swallowed(const Tag& tag) {
  for (const std::string& name : tag_names()) {
    const std::string text = " @" + name;
    const std::size_t at = tag.argument.find(text);
    if (at == std::string::npos ||
        (at + text.size() < tag.argument.size() && tag.argument[at + text.size()] != ' '))
      continue;
    SourceRange range = tag.argument_range;
    range.column += static_cast<unsigned>(at + 1);
    range.length = static_cast<unsigned>(text.size() - 1);
    return report(
        Rule::swallowed_tag, range,
        fmt::format("'@{}' is part of the text of '@{}', which takes the rest of the line", name,
                    tag.name),
        fmt::format("write '@{}' before it, or on a line of its own", name));
  }
}

bool TagReader::refuse_constraint(const Tag& tag, Constrained constrained) {
  const model::Type* type = plain_type(workspace_.api, *target_.type);
  if (!type || facts_of(*type).constrained == constrained) return false;
  const std::string help =
      facts_of(*type).kind == model::ValueKind::list
          ? "to constrain the items, put the tag on an alias of the item's type"
          : "remove it";
  report(Rule::misplaced_tag, tag.range,
         fmt::format("'@{}' is for {}, but '{}' is {}", tag.name, plural(constrained), target_.name,
                     facts_of(*type).phrase),
         help);
  return true;
}

bool TagReader::is_misplaced(const Tag& tag) {
  const ConstraintTag* constraint = model::find_constraint(tag.name);
  if (constraint && target_.constraints && target_.type)
    return refuse_constraint(tag, constraint->constrained);
  if (!constraint && belongs_to(tag.name, target_.entity)) return false;
  report(Rule::misplaced_tag, tag.range,
         fmt::format("'@{}' cannot be used on {}", tag.name, entity_phrase(target_.entity)),
         constraint ? "put it on a member or an alias" : "remove it");
  return true;
}

bool TagReader::lacks_argument(const Tag& tag, std::string_view what) {
  if (!tag.argument.empty()) return false;
  report(Rule::tag_argument, tag.range, fmt::format("'@{}' needs {}", tag.name, what),
         "write it after the tag, on the same line");
  return true;
}

/// Whether the integer crosses the wire as digits, by a tag here or at an alias of its type.
bool TagReader::is_wire_string() const {
  return effective_constraints(workspace_.api, *target_.type, *target_.constraints).wire_string;
}

void TagReader::read_bound(const Tag& tag, model::NumberLimit limit) {
  if (lacks_argument(tag, "a number")) return;
  const model::Type* type = bounded_type(workspace_.api, *target_.type);
  if (!type) return;
  if (limit.is_step && is_wire_string()) {
    return report(
        Rule::misplaced_tag, tag.range,
        "'@multipleOf' is for numbers, but '@wire string' makes this number a string of digits",
        "remove one of them");
  }
  const WrittenBound bound{.tag = tag.name, .argument = tag.argument, .is_step = limit.is_step};
  const BoundFault fault = check_bound(*type, bound, is_wire_string());
  if (fault.message.empty()) {
    target_.constraints->*limit.value = tag.argument;
  } else {
    report(fault.is_range ? Rule::bound_out_of_range : Rule::tag_argument, tag.argument_range,
           fault.message, fault.help);
  }
}

void TagReader::read_count(const Tag& tag, std::optional<std::uint64_t> Constraints::* count) {
  if (lacks_argument(tag, "a whole number")) return;
  std::uint64_t number = 0;
  const char* const end = tag.argument.data() + tag.argument.size();
  const auto [stop, error] = std::from_chars(tag.argument.data(), end, number);
  if (error != std::errc() || stop != end) {
    return report(
        Rule::tag_argument, tag.argument_range,
        fmt::format("'@{}' needs a whole number from 0, not '{}'", tag.name, tag.argument),
        fmt::format("for example '@{} 1'", tag.name));
  }
  const model::Type* type = plain_type(workspace_.api, *target_.type);
  const auto* list = type ? std::get_if<model::List>(&type->kind) : nullptr;
  if (list && list->fixed_size) {
    return report(Rule::misplaced_tag, tag.range,
                  fmt::format("'{}' always has {} items", target_.name, *list->fixed_size),
                  "remove the tag");
  }
  target_.constraints->*count = number;
}

void TagReader::read_format(const Tag& tag) {
  if (lacks_argument(tag, "the name of a format")) return;
  if (json::format_named(tag.argument) != json::Format::none) {
    target_.constraints->format = tag.argument;
    return;
  }
  const std::vector<std::string> formats(json::format_names().begin(), json::format_names().end());
  const std::optional<std::string> nearest = nearest_name(tag.argument, formats);
  report(Rule::unknown_format, tag.argument_range,
         fmt::format("vgen does not check the format '{}'", tag.argument),
         nearest ? fmt::format("did you mean '{}'?", *nearest)
                 : fmt::format("use {}, or your own @pattern", fmt::join(formats, ", ")));
}

void TagReader::read_pattern(const Tag& tag) {
  if (lacks_argument(tag, "a regular expression")) return;
  if (const std::optional<std::string> reason = json::Pattern::check(tag.argument)) {
    report(Rule::invalid_pattern, tag.argument_range,
           fmt::format("'{}' cannot be a pattern: {}", tag.argument, *reason),
           "a pattern is a regular expression of ECMA-262 and takes the rest of the line; "
           "look-around and back-references are not supported");
  } else {
    target_.constraints->pattern = tag.argument;
  }
}

/// Whether each value has one text. Items are compared as they are sent, which is all that a schema
/// can ask for.
bool has_one_spelling(const model::ApiModel& api, model::TypeIndex type) {
  const model::Type* bounded = bounded_type(api, type);
  const auto* number = bounded ? std::get_if<model::Float>(&bounded->kind) : nullptr;
  const model::ValueKind kind = value_kind(api, type);
  return kind != model::ValueKind::timestamp && kind != model::ValueKind::uuid &&
         !(number && number->bits == 32);
}

void TagReader::read_unique_items(const Tag& tag) {
  const model::Type* type = plain_type(workspace_.api, *target_.type);
  const auto* list = type ? std::get_if<model::List>(&type->kind) : nullptr;
  if (list && !is_scalar(value_kind(workspace_.api, list->item))) {
    report(Rule::misplaced_tag, tag.range,
           "'@uniqueItems' is for lists of scalars, strings and enums", "remove it");
  } else if (list && !list->unique && !has_one_spelling(workspace_.api, list->item)) {
    report(Rule::misplaced_tag, tag.range,
           "'@uniqueItems' compares texts, but equal items of '" + target_.name +
               "' can have different texts",
           "use std::set, which compares values");
  } else {
    target_.constraints->unique_items = true;
  }
}

void TagReader::read_constraint(const Tag& tag, const ConstraintTag& constraint) {
  struct Reader {
    TagReader& tags;
    const Tag& tag;

    void operator()(model::NumberLimit limit) const { tags.read_bound(tag, limit); }
    void operator()(model::CountLimit limit) const { tags.read_count(tag, limit.value); }
    void operator()(model::PatternLimit) const { tags.read_pattern(tag); }
    void operator()(model::FormatLimit) const { tags.read_format(tag); }
    void operator()(model::FlagLimit) const { tags.read_unique_items(tag); }
  };
  std::visit(Reader{.tags = *this, .tag = tag}, constraint.limit);
}

void TagReader::read_deprecated(const Tag& tag) {
  target_.documentation->deprecated = true;
  target_.documentation->deprecation = tag.argument;
}

void TagReader::read_sunset(const Tag& tag) {
  if (lacks_argument(tag, "a date")) return;
  if (json::has_format(tag.argument, json::Format::date)) {
    target_.documentation->sunset = tag.argument;
    return;
  }
  report(Rule::sunset_date, tag.argument_range, fmt::format("'{}' is not a date", tag.argument),
         "write the day after which it may be gone as year, month and day: '@sunset 2027-01-31'");
}

void TagReader::read_wire(const Tag& tag) {
  if (tag.argument != "string") {
    return report(Rule::tag_argument, tag.argument.empty() ? tag.range : tag.argument_range,
                  fmt::format("'@wire' needs the word 'string', not '{}'", tag.argument),
                  "write '@wire string' to send a 64-bit integer as a string of digits");
  }
  const model::Type* type = target_.type ? plain_type(workspace_.api, *target_.type) : nullptr;
  const auto* integer = type ? std::get_if<model::Integer>(&type->kind) : nullptr;
  if (integer && integer->bits == 64) {
    target_.constraints->wire_string = true;
  } else if (type) {
    const bool is_list = std::holds_alternative<model::List>(type->kind) ||
                         std::holds_alternative<model::Map>(type->kind);
    report(Rule::misplaced_tag, tag.range,
           fmt::format("'@wire string' is for 64-bit integers, but '{}' is {}", target_.name,
                       integer ? fmt::format("an integer of {} bits", integer->bits)
                               : kind_phrase(value_kind(workspace_.api, *target_.type))),
           is_list ? "put the tag on an alias of the item's type" : "remove it");
  }
}

void TagReader::read_variant(const Tag& tag) {
  if (target_.variants.empty()) {
    return report(
        Rule::misplaced_tag, tag.range,
        fmt::format("'@{}' is for variants, but '{}' does not declare one", tag.name, target_.name),
        "put it on an alias of std::variant<…>, or on a member of type std::variant<…>");
  }
  if (tag.name == "discriminator" && lacks_argument(tag, "the name of a member")) return;
  for (model::Variant* variant : target_.variants) {
    if (tag.name == "untagged") {
      variant->untagged = true;
    } else {
      variant->discriminator = tag.argument;
    }
  }
}

/// The member holds what is not declared: a map whose keys may be any names.
void TagReader::read_rest(const Tag& tag) {
  if (*target_.type == unresolved) return;
  const auto* map = std::get_if<model::Map>(&workspace_.api.types[*target_.type].kind);
  const bool has_any_names =
      map != nullptr && map->key != unresolved &&
      std::holds_alternative<model::String>(workspace_.api.types[map->key].kind);
  if (!has_any_names) {
    report(Rule::additional_properties, tag.range,
           fmt::format("'{}' cannot hold the members that are not declared", target_.name),
           "make it a std::map<std::string, T>");
    return;
  }
  target_.field->is_rest = true;
  target_.field->optional = true;
}

void TagReader::read_annotation(const Tag& tag) {
  if (tag.name == "deprecated") return read_deprecated(tag);
  if (tag.name == "sunset") return read_sunset(tag);
  if (tag.name == "title") {
    if (!lacks_argument(tag, "a text")) target_.documentation->title = tag.argument;
  } else if (tag.name == "rename") {
    if (!lacks_argument(tag, "a name")) *target_.wire_name = tag.argument;
  } else if (tag.name == "example") {
    lacks_argument(tag, "a value");
  } else if (tag.name == "wire") {
    read_wire(tag);
  } else if (tag.name == "additionalProperties") {
    read_rest(tag);
  } else if (tag.name == "discriminator" || tag.name == "untagged") {
    read_variant(tag);
  } else if (tag.name == "readOnly") {
    target_.field->read_only = true;
  } else if (tag.name == "writeOnly") {
    target_.field->write_only = true;
  } else {
    target_.field->pii = true;
  }
}

void TagReader::read(const Comment& comment) {
  if (comment.open_code) {
    report(Rule::open_code, *comment.open_code,
           fmt::format("the code block in the comment of '{}' does not end", target_.name),
           "end it with a line that repeats the mark which began it, or with @endcode");
  }
  for (const Tag& tag : comment.unknown) refuse_unknown(tag);
  std::vector<Tag> tags = comment.tags;
  // Bounds are judged by the form that @wire gives the number.
  std::ranges::stable_partition(tags, [](const Tag& tag) { return tag.name == "wire"; });
  for (const Tag& tag : tags) {
    check_swallowed(tag);
    if (is_repeated(tag) || is_misplaced(tag)) continue;
    if (const ConstraintTag* constraint = model::find_constraint(tag.name)) {
      read_constraint(tag, *constraint);
    } else {
      read_annotation(tag);
    }
  }
  const bool limits_rest =
      target_.field && target_.field->is_rest && *target_.constraints != Constraints();
  if (limits_rest) {
    const auto limit = std::ranges::find_if(
        comment.tags, [](const Tag& tag) { return model::find_constraint(tag.name) != nullptr; });
    report(Rule::additional_properties, limit->range,
           fmt::format("'@{}' cannot limit the members that are not declared", limit->name),
           "remove it; to constrain the values, put the tag on an alias of their type");
  }
  const bool is_nowhere = target_.field && target_.field->read_only && target_.field->write_only;
  if (is_nowhere) {
    const auto last = std::ranges::find_if(
        comment.tags.rbegin(), comment.tags.rend(),
        [](const Tag& tag) { return tag.name == "readOnly" || tag.name == "writeOnly"; });
    report(Rule::contradictory_access, last->range,
           fmt::format("'{}' has both @readOnly and @writeOnly, so it could never be used",
                       target_.name),
           "remove one of them");
  }
}

}  // namespace

void read_tags(Workspace& workspace, const Comment& comment, const TagTarget& target) {
  TagReader(workspace, target).read(comment);
}

}  // namespace vgen::tool::analysis
