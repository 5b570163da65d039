#pragma once

#include "tools/vgen/support/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool {

/// Everything that vgen can refuse or warn about. Every diagnostic of vgen is made from one of
/// these, so all codes are here. Codes are stable: a number is never used again. Each rule has a
/// fixture of its name in `test/reject`.
enum class Rule {
  // VG0xxx: the run
  no_function,
  configuration_syntax,
  configuration_key,
  configuration_value,

  // VG1xxx: types
  raw_pointer,
  reference,
  callback,
  shared_ownership,
  union_type,
  bit_field,
  incomplete_type,
  not_an_aggregate,
  library_type,
  character_type,
  number_type,
  wide_string,
  view_in_input,
  map_key,
  set_item,
  misplaced_optional,
  clock,
  empty_enum,
  equal_enumerators,
  unknown_type,
  const_member,
  base_class,
  void_value,
  repeated_alternative,
  ambiguous_alternatives,
  discriminator_clash,
  repeated_tag_value,
  double_null,
  endless_type,
  error_type,
  error_status,
  error_member,
  repeated_error,
  aliased_argument,
  file_place,
  additional_properties,

  // VG2xxx: tags, bounds, defaults
  unknown_tag,
  tag_argument,
  misplaced_tag,
  repeated_tag,
  contradictory_bounds,
  bound_out_of_range,
  example_mismatch,
  unknown_format,
  invalid_pattern,
  optional_default,
  default_mismatch,
  contradictory_access,
  constraint_of_alias,
  swallowed_tag,
  unread_default,
  open_code,
  sunset_date,
  stray_comment,

  // VG3xxx: routes
  unreadable_value,
  missing_setting,
  path_syntax,
  unknown_path_parameter,
  repeated_path_parameter,
  parameter_type,
  duplicate_route,
  path_parameter_names,
  foreign_member,
  member_bound_twice,
  header_name,
  reserved_header,
  input_without_body,
  session_without_auth,
  status_range,
  status_without_body,
  second_route_name,
  duplicate_operation,
  operation_name,
  empty_tag,
  not_an_api_function,
  unwired_function,
  repeated_parameter_name,
  misplaced_wiring,
  foreign_path_syntax,
  mutable_wiring,
  too_many_items,
  ambiguous_path,
  stream_setting,
  form_setting,
  body_member,
  media_type,

  // VG4xxx: channels, topics, RPC, guards, sessions, schedules
  channel_handler,
  repeated_message,
  message_value,
  reserved_member,
  duplicate_channel,
  unread_parameter,
  channel_state,
  topic_name,
  topic_parameters,
  duplicate_topic,
  topic_message,
  topic_permission,
  open_topic,
  topic_presence,
  rpc_name,
  duplicate_rpc_name,
  subscription_item,
  permission_function,
  permission_without_session,
  empty_permissions,
  security_scheme,
  session_type,
  schedule_name,
  duplicate_schedule,
  cron_syntax,
  cron_never,
  time_zone,
  task_function,
  task_elsewhere,
  blocking_function,

  // VG5xxx: names
  type_name_clash,
  generated_name_clash,
  several_services,
  no_common_namespace,
  overloaded_function,
  duplicate_member,
  duplicate_enumerator,
  unnamed_parameter,
};

/// The explanation of a rule for `vgen explain`.
struct RuleInformation {
  Rule rule = Rule::no_function;
  std::string_view code;  ///< `VG3004`
  std::string_view name;  ///< The name of the enumerator and of the fixture.
  Severity severity = Severity::error;
  std::string_view title;        ///< One phrase.
  std::string_view explanation;  ///< The reason, and an example of correct code; several lines.
};

/// Every rule, ordered by code.
std::vector<RuleInformation> all_rules();

/// The information about a rule.
RuleInformation information(Rule rule);

/// A diagnostic at a place, with the rule's code and severity.
Diagnostic make_diagnostic(Rule rule, SourceRange range, std::string message,
                           std::string help = {});

}  // namespace vgen::tool
