#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/analysis/types/resolve_types.hpp"
#include "tools/vgen/analysis/wiring/topic_pattern.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredType;

class TopicResolver {
 public:
  explicit TopicResolver(Workspace& workspace) : workspace_(workspace), types_(workspace) {}

  void resolve(const WrittenTopic& written);

 private:
  bool is_alone(const WrittenTopic& written);
  void check_duplicates(const model::Topic& topic, const TopicPattern& pattern,
                        const SourceRange& place);
  model::TypeIndex resolve_message(const WrittenTopic& written, const model::Topic& topic);
  std::optional<model::TypeIndex> resolve_presence(const WrittenTopic& written,
                                                   const model::Topic& topic);
  void resolve_parameters(const WrittenTopic& written, const TopicPattern& pattern,
                          model::Topic& topic);
  std::optional<model::TypeIndex> resolve_parameter(const DeclaredType& type,
                                                    const model::Topic& topic,
                                                    const TopicPattern::Segment& segment);
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  TypeResolver types_;
  std::vector<TopicPattern> patterns_;  ///< Of the topics of the model.
};

/// A channel refers to a topic by the name of its constant.
bool TopicResolver::is_alone(const WrittenTopic& written) {
  const frontend::DeclaredWiring& declared = *written.declared;
  if (declared.elements.size() == 1) return true;
  const bool is_first = !workspace_.topic_of.contains(declared.variable);
  workspace_.topic_of.emplace(declared.variable, unresolved);
  if (is_first)
    report(Rule::topic_name, declared.range, "a topic cannot be an element of an array",
           fmt::format("declare it as 'inline constexpr vgen::Topic<…> {}{{…}}'",
                       unqualified(declared.variable)));
  return false;
}

void TopicResolver::check_duplicates(const model::Topic& topic, const TopicPattern& pattern,
                                     const SourceRange& place) {
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    const model::Topic& other = workspace_.api.topics[i];
    const bool is_same_name = other.wire_name == topic.wire_name;
    if (!is_same_name && !patterns_[i].overlaps(pattern)) continue;
    workspace_.report(with_note(
        make_diagnostic(
            Rule::duplicate_topic, is_same_name ? topic.location : place,
            is_same_name ? fmt::format("two topics are named '{}' in clients", topic.wire_name)
            : other.pattern == topic.pattern
                ? fmt::format("two topics have the name '{}'", topic.pattern)
                : fmt::format("'{}' and '{}' can be the same topic", other.pattern, topic.pattern),
            is_same_name ? "rename one of the constants"
                         : "begin one of them with another segment"),
        "the other one is here", other.location));
    return;
  }
}

model::TypeIndex TopicResolver::resolve_message(const WrittenTopic& written,
                                                const model::Topic& topic) {
  const std::size_t variants = workspace_.variants.size();
  types_.start_at(fmt::format("topic {}: message", topic.pattern),
                  {.function = workspace_.api.functions.size()});
  const TypeUse use{.range = topic.location, .position = Position::whole};
  const DeclaredType& type = written.declared->arguments.front();
  if (is_void(type)) {
    report(Rule::topic_message, topic.location, fmt::format("'{}' has no messages", topic.cpp),
           "declare a struct for them: vgen::Topic<Event>");
    return unresolved;
  }
  const model::TypeIndex index = types_.resolve(type, use);
  for (std::size_t i = variants; i < workspace_.variants.size(); ++i) {
    const VariantOrigin& origin = workspace_.variants[i];
    if (origin.alias || origin.record) continue;
    report(Rule::topic_message, topic.location,
           fmt::format("'{}' is a message of '{}' and needs a name", type.spelling, topic.cpp),
           "declare it: using Event = std::variant<…>;");
    workspace_.api.variants[i].alternatives.clear();  // which have names by the one of the variant
    return unresolved;
  }
  return index;
}

std::optional<model::TypeIndex> TopicResolver::resolve_presence(const WrittenTopic& written,
                                                                const model::Topic& topic) {
  if (!written.presence) return std::nullopt;
  const auto& [type, place] = *written.presence;
  types_.start_at(fmt::format("topic {}: presence", topic.pattern),
                  {.function = workspace_.api.functions.size()});
  const bool is_struct = workspace_.declared.records.contains(behind_aliases(type).cpp);
  if (is_struct) return types_.resolve(type, {.range = place, .position = Position::whole});
  report(Rule::topic_presence, place,
         fmt::format("'{}' cannot describe the subscribers of '{}'", type.spelling, topic.cpp),
         "declare a struct: .presence = vgen::presence<Member>");
  return unresolved;
}

std::optional<model::TypeIndex> TopicResolver::resolve_parameter(
    const DeclaredType& type, const model::Topic& topic, const TopicPattern::Segment& segment) {
  types_.start_at(fmt::format("topic {}: parameter {}", topic.pattern, segment.text), {});
  const TypeUse use{.range = topic.location, .position = Position::item};
  const model::TypeIndex index = types_.resolve(type, use);
  if (index == unresolved) return std::nullopt;
  if (is_scalar(value_kind(workspace_.api, index)) && !accepts_null(workspace_.api, index) &&
      !holds_view(workspace_.api, index))
    return index;
  report(
      Rule::topic_parameters, topic.location,
      fmt::format("parameter '{}' of '{}' cannot be '{}'", segment.text, topic.cpp, type.spelling),
      "a parameter is a std::string, a number, a bool, an enum or a point in time");
  return std::nullopt;
}

void TopicResolver::resolve_parameters(const WrittenTopic& written, const TopicPattern& pattern,
                                       model::Topic& topic) {
  const std::vector<DeclaredType>& arguments = written.declared->arguments;
  std::vector<const TopicPattern::Segment*> names;
  for (const TopicPattern::Segment& segment : pattern.segments) {
    if (segment.is_parameter) names.push_back(&segment);
  }
  if (names.size() != arguments.size() - 1) {
    return report(
        Rule::topic_parameters, written.name->range,
        fmt::format("the name '{}' and the type of '{}' have another number of parameters: "
                    "{} and {}",
                    topic.pattern, topic.cpp, names.size(), arguments.size() - 1),
        "write one type for each parameter: vgen::Topic<Event, std::string>");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto type = resolve_parameter(arguments[i + 1], topic, *names[i]);
    if (type)
      topic.parameters.push_back(
          {.name = names[i]->text, .type = *type, .location = names[i]->range});
  }
}

void TopicResolver::resolve(const WrittenTopic& written) {
  const frontend::DeclaredWiring& declared = *written.declared;
  if (declared.arguments.empty() || !is_alone(written)) return;
  workspace_.topic_of.emplace(declared.variable, unresolved);
  if (!written.name) {
    if (written.is_readable)
      report(Rule::missing_setting, declared.range, "a topic needs a name", R"(add .name = "…")");
    return;
  }
  const std::optional<TopicPattern> pattern = parse_topic_pattern(workspace_, *written.name);
  if (!pattern) return;
  const Comment comment = read_comment(declared.comment);
  const std::string name(unqualified(declared.variable));
  model::Topic topic{
      .name = name,
      .wire_name = camel_case(name),
      .cpp = declared.variable,
      .pattern = written.name->value.text,
      .parameters = {},
      .type = unresolved,
      .history = written.history,
      .replay_last = written.replay_last,
      .presence = {},
      .documentation = {.summary = comment.summary, .description = comment.description},
      .location = declared.range};
  topic.type = resolve_message(written, topic);
  topic.presence = resolve_presence(written, topic);
  resolve_parameters(written, *pattern, topic);
  check_duplicates(topic, *pattern, written.name->range);
  workspace_.topic_of[declared.variable] = workspace_.api.topics.size();
  patterns_.push_back(*pattern);
  workspace_.api.topics.push_back(std::move(topic));
}

}  // namespace

void resolve_topics(Workspace& workspace) {
  TopicResolver resolver(workspace);
  for (const WrittenTopic& topic : workspace.topics) resolver.resolve(topic);
}

}  // namespace vgen::tool::analysis
