#include "tools/vgen/analysis/names/type_names.hpp"
#include "tools/vgen/analysis/types/resolve_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vgen::tool::analysis {

using frontend::DeclaredField;
using frontend::DeclaredRecord;
using frontend::DeclaredType;
using model::TypeIndex;

namespace {

/// Whether the member has a value if it is not sent: it has `= value`, which is not an empty
/// optional.
bool is_empty_initializer(const DeclaredField& field) {
  return field.initializer_text == "std::nullopt" || field.initializer_text == "nullopt" ||
         field.initializer_text == "{}";
}

}  // namespace

bool can_be_absent(const DeclaredType& type) {
  const std::string& name = behind_aliases(type).name;
  return name == "std::optional" || name == "vgen::Patch";
}

bool TypeResolver::accepts_record(const DeclaredRecord& record, const TypeUse& use) {
  const auto refuse_record = [&](Rule rule, std::string_view reason, std::string help) {
    Diagnostic diagnostic =
        fault(rule, use, fmt::format("'{}' cannot cross the wire: {}", record.cpp, reason),
              std::move(help));
    workspace_.report(with_note(std::move(diagnostic),
                                fmt::format("'{}' is declared here", record.cpp), record.range));
    return false;
  };
  if (record.is_union) {
    return refuse_record(Rule::union_type, "vgen cannot know which member of a union holds a value",
                         "use a struct with one std::optional for each member");
  }
  if (!record.is_complete) {
    return refuse_record(Rule::incomplete_type,
                         "it is declared but not defined, and vgen needs its members",
                         "define it in one of the parsed headers");
  }
  if (!record.is_aggregate) {
    return refuse_record(
        Rule::not_an_aggregate,
        "it has constructors, private members or virtual functions of its own",
        "use a struct with public members, and make the class from it inside the function");
  }
  return true;
}

TypeIndex TypeResolver::resolve_record(const DeclaredRecord& record, const TypeUse& use) {
  if (!accepts_record(record, use)) return unresolved;
  const auto known = workspace_.struct_of.find(record.cpp);
  const model::StructIndex index =
      known == workspace_.struct_of.end() ? add_struct(record) : known->second;
  return intern({.kind = model::StructReference{index}, .cpp = record.cpp});
}

model::StructIndex TypeResolver::add_struct(const DeclaredRecord& record) {
  const model::StructIndex index = workspace_.api.structs.size();
  workspace_.struct_of.emplace(record.cpp, index);  // first, so that recursion ends here
  workspace_.records.push_back(&record);
  workspace_.origins.emplace_back();
  workspace_.api.structs.push_back({.name = {},
                                    .input_name = {},
                                    .cpp = record.cpp,
                                    .cpp_namespace = record.cpp_namespace,
                                    .fields = {},
                                    .documentation = {},
                                    .location = record.range});
  std::vector<model::Field> fields;
  add_fields(record, index, fields);
  workspace_.api.structs[index].fields = std::move(fields);
  return index;
}

void TypeResolver::add_bases(const DeclaredRecord& record, model::StructIndex index,
                             std::vector<model::Field>& fields) {
  for (const DeclaredType& base : record.bases) {
    const DeclaredType& plain = behind_aliases(base);
    const auto found = workspace_.declared.records.find(plain.cpp);
    const bool is_own =
        found != workspace_.declared.records.end() && !plain.name.starts_with("std::");
    const bool is_plain = is_own && found->second.is_complete && found->second.is_aggregate &&
                          !found->second.is_union;
    if (is_plain) {
      add_fields(found->second, index, fields);
    } else {
      refuse(Rule::base_class, {.range = record.range},
             fmt::format("'{}' cannot be a base of '{}': it is not a plain struct", base.spelling,
                         record.cpp),
             "make it a member");
    }
  }
}

void TypeResolver::add_fields(const DeclaredRecord& record, model::StructIndex index,
                              std::vector<model::Field>& fields) {
  add_bases(record, index, fields);
  const std::string_view name =
      std::string_view(record.cpp)
          .substr(record.cpp_namespace.empty() ? 0 : record.cpp_namespace.size() + 2);
  for (const DeclaredField& declared : record.fields) {
    steps_.push_back(fmt::format("{}.{}", name, declared.name));
    fields.push_back(make_field(declared, index));
    steps_.pop_back();
    workspace_.origins[index].push_back({.field = &declared, .documentation = {}});
  }
}

model::Field TypeResolver::make_field(const DeclaredField& declared, model::StructIndex record) {
  model::Field field{.name = declared.name,
                     .wire_name = wire_name(declared.name, workspace_.options.wire_case),
                     .type = unresolved,
                     .constraints = {},
                     .documentation = {},
                     .default_value = {},
                     .location = declared.range};
  field.optional = can_be_absent(declared.type);
  field.has_default =
      declared.initializer.has_value() && !(field.optional && is_empty_initializer(declared));
  const TypeUse use{.range = declared.type_range, .position = Position::member};
  if (declared.name.empty() && declared.type.kind == DeclaredType::Kind::other) {
    refuse(Rule::unknown_type, use,
           "a member of a struct needs a name: standard C++ has no anonymous structs",
           "give the member a name");
  } else if (declared.is_bit_field) {
    refuse(Rule::bit_field, {.range = declared.range},
           fmt::format("'{}' is a bit-field, which cannot cross the wire", declared.name),
           "use a whole integer type, and give its range with @minimum and @maximum");
  } else if (declared.type.is_const) {
    refuse(Rule::const_member, use,
           fmt::format("'{}' is const, so it cannot be filled in", declared.name),
           "remove 'const'");
  } else {
    const VariantOwner outer = std::exchange(owner_, {.record = record, .member = &declared});
    field.type = resolve(declared.type, use);
    owner_ = outer;
  }
  return field;
}

}  // namespace vgen::tool::analysis
