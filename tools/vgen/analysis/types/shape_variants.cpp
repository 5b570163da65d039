#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {
namespace {

using model::Alternative;
using model::StructIndex;
using model::TypeIndex;
using model::Variant;

using model::JsonForm;

/// A set of kinds of JSON values: a bit for each of `null` to `object`.
using Forms = unsigned;

constexpr Forms only(JsonForm form) {
  return 1U << static_cast<unsigned>(form);
}
constexpr Forms no_form = 0;
constexpr Forms all_forms = (only(JsonForm::object) << 1) - 1;

std::string_view phrase(Forms forms) {
  if ((forms & only(JsonForm::null)) != 0) return "null";
  if ((forms & only(JsonForm::boolean)) != 0) return "booleans";
  if ((forms & only(JsonForm::number)) != 0) return "numbers";
  if ((forms & only(JsonForm::string)) != 0) return "strings";
  if ((forms & only(JsonForm::array)) != 0) return "arrays";
  return "objects";
}

/// The kinds of JSON values that a type takes. `wire_string`: its numbers are strings of digits.
Forms forms_of(const model::ApiModel& api, TypeIndex index, bool wire_string) {
  if (index == unresolved) return no_form;
  const model::Type& type = api.types[index];
  const model::KindFacts& facts = facts_of(type);
  if (facts.form == JsonForm::any) return all_forms;
  if (facts.kind == model::ValueKind::integer && wire_string) return only(JsonForm::string);
  if (facts.form != JsonForm::of_parts) return only(facts.form);
  if (const auto* alias = std::get_if<model::AliasReference>(&type.kind))
    wire_string = wire_string || api.aliases[alias->index].constraints.wire_string;
  if (facts.kind == model::ValueKind::variant) wire_string = false;
  Forms forms = accepts_null(api, type) ? only(JsonForm::null) : no_form;
  for (const TypeIndex part : model::parts(api, type)) forms |= forms_of(api, part, wire_string);
  return forms;
}

bool is_always_sent(const model::Field& field) {
  return field.required_in_input() && !field.read_only && !field.write_only;
}

/// Whether a member that each value of `one` has shows that the value is none of `other`. `closed`:
/// unknown members are refused.
bool rules_out(const model::ApiModel& api, const model::Struct& one, const model::Struct& other,
               bool closed) {
  return std::ranges::any_of(one.fields, [&](const model::Field& field) {
    if (!is_always_sent(field)) return false;
    const model::Field* const same = model::find_member(other, field.wire_name);
    if (!same && model::rest_of(other)) return false;
    if (!same) return closed;
    const Forms forms = forms_of(api, field.type, field.constraints.wire_string);
    return (forms & forms_of(api, same->type, same->constraints.wire_string)) == 0;
  });
}

class VariantShaper {
 public:
  VariantShaper(Workspace& workspace, model::VariantIndex index)
      : workspace_(workspace),
        variant_(workspace.api.variants[index]),
        origin_(workspace.variants[index]) {}

  void shape();

 private:
  void find_structs();
  bool are_kinds_apart();
  bool are_apart(std::size_t one, std::size_t other);
  void give_tags();
  void check_members();
  void check_untagged();
  void report(Rule rule, std::string message, std::string help) {
    workspace_.report(
        make_diagnostic(rule, variant_.location, std::move(message), std::move(help)));
  }
  [[nodiscard]] std::string name() const {
    return origin_.alias ? origin_.alias->name : variant_.cpp;
  }
  [[nodiscard]] const std::string& cpp(std::size_t alternative) const {
    return workspace_.api.types[variant_.alternatives[alternative].type].cpp;
  }

  Workspace& workspace_;
  Variant& variant_;
  const VariantOrigin& origin_;
  std::vector<std::optional<StructIndex>> structs_;  ///< Of each alternative.
  std::ptrdiff_t struct_count_ = 0;
};

void VariantShaper::find_structs() {
  for (const Alternative& alternative : variant_.alternatives)
    structs_.push_back(alternative_struct(workspace_.api, alternative.type));
  struct_count_ =
      std::ranges::count_if(structs_, [](const auto& index) { return index.has_value(); });
}

bool VariantShaper::are_apart(std::size_t one, std::size_t other) {
  if (structs_[one] && structs_[other]) return true;
  const model::ApiModel& api = workspace_.api;
  const Forms both = forms_of(api, variant_.alternatives[one].type, false) &
                     forms_of(api, variant_.alternatives[other].type, false);
  if (both == no_form) return true;
  report(Rule::ambiguous_alternatives,
         fmt::format("'{}' and '{}' of '{}' look the same in JSON: both accept {}", cpp(one),
                     cpp(other), name(), phrase(both)),
         "make each a struct: a discriminator then shows which one is meant");
  return false;
}

bool VariantShaper::are_kinds_apart() {
  for (std::size_t one = 0; one < structs_.size(); ++one) {
    for (std::size_t other = one + 1; other < structs_.size(); ++other) {
      if (!are_apart(one, other)) return false;
    }
  }
  return true;
}

void VariantShaper::give_tags() {
  if (variant_.discriminator.empty()) variant_.discriminator = "type";
  for (std::size_t i = 0; i < structs_.size(); ++i) {
    if (!structs_[i]) continue;
    std::string tag = workspace_.api.structs[*structs_[i]].tag;
    const auto same = std::ranges::find(variant_.alternatives, tag, &Alternative::tag);
    if (same != variant_.alternatives.end()) {
      const auto other = static_cast<std::size_t>(same - variant_.alternatives.begin());
      report(
          Rule::repeated_tag_value,
          fmt::format("'{}' and '{}' of '{}' are both named '{}'", cpp(other), cpp(i), name(), tag),
          "give one of the structs another name on the wire with @rename");
    }
    variant_.alternatives[i].tag = std::move(tag);
  }
}

void VariantShaper::check_members() {
  for (const std::optional<StructIndex>& index : structs_) {
    if (!index) continue;
    const model::Struct& type = workspace_.api.structs[*index];
    const model::Field* const clash = model::find_member(type, variant_.discriminator);
    if (!clash) continue;
    workspace_.report(with_note(
        make_diagnostic(
            Rule::discriminator_clash, clash->location,
            fmt::format("'{}.{}' has the name of the discriminator of '{}'", type.cpp, clash->name,
                        name()),
            fmt::format(
                "give the variant another @discriminator, or give '{}' another name with @rename",
                clash->name)),
        "the variant is here", variant_.location));
  }
}

void VariantShaper::check_untagged() {
  const model::ApiModel& api = workspace_.api;
  const bool closed = !workspace_.options.policies.ignore_unknown_members;
  for (std::size_t one = 0; one < structs_.size(); ++one) {
    for (std::size_t other = one + 1; other < structs_.size(); ++other) {
      if (!structs_[one] || !structs_[other]) continue;
      const model::Struct& a = api.structs[*structs_[one]];
      const model::Struct& b = api.structs[*structs_[other]];
      if (rules_out(api, a, b, closed) || rules_out(api, b, a, closed)) continue;
      report(
          Rule::ambiguous_alternatives,
          fmt::format("the members of '{}' and '{}' do not show which one of '{}' is meant",
                      cpp(one), cpp(other), name()),
          "remove @untagged, or give one of them a required member that the other does not have");
    }
  }
}

void VariantShaper::shape() {
  if (std::ranges::any_of(variant_.alternatives, [](const Alternative& alternative) {
        return alternative.type == unresolved;
      }))
    return;
  find_structs();
  if (!are_kinds_apart()) return;
  const bool has_several = struct_count_ > 1 || (struct_count_ == 1 && structs_.size() == 1);
  if (!has_several) {
    if (variant_.untagged || !variant_.discriminator.empty()) {
      report(Rule::misplaced_tag,
             fmt::format("'{}' has fewer than two structs, so it needs no discriminator", name()),
             "remove @discriminator and @untagged");
    }
  } else if (variant_.untagged) {
    if (!variant_.discriminator.empty()) {
      report(Rule::misplaced_tag, fmt::format("'{}' has both @untagged and @discriminator", name()),
             "remove one of them");
    }
    check_untagged();
  } else {
    give_tags();
    check_members();
  }
}

}  // namespace

void shape_variants(Workspace& workspace) {
  for (model::VariantIndex i = 0; i < workspace.api.variants.size(); ++i)
    VariantShaper(workspace, i).shape();
}

}  // namespace vgen::tool::analysis
