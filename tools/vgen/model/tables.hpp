#pragma once

#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/support/overloaded.hpp"

namespace vgen::tool::model {

/// Calls `visit` with each table of the model. After a table is added to `ApiModel`, this does not
/// compile until it names the table, and the visitors do not compile until they handle it.
template <class Api, class Visit>
void for_each_table(Api& api, Visit&& visit) {
  auto& [information, policies, headers, cpp_namespace, urn, services, session, types, structs,
         enums, aliases, variants, functions, doors, channels, topics, rpc, schedules, security,
         stored_session] = api;
  visit(types);
  visit(structs);
  visit(enums);
  visit(aliases);
  visit(variants);
  visit(functions);
  visit(doors);
  visit(channels);
  visit(topics);
  visit(rpc);
  visit(schedules);
  visit(security);
}

/// Calls `visit` with every place in the model.
template <class Visit>
void for_each_location(ApiModel& api, const Visit& visit) {
  const auto visit_rows = [&](auto& table) {
    for (auto& row : table) visit(row.location);
  };
  for_each_table(api, Overloaded{
                          [](std::vector<Type>&) {},  // a type has no place
                          [&](std::vector<Struct>& table) {
                            visit_rows(table);
                            for (Struct& row : table) visit_rows(row.fields);
                          },
                          [&](std::vector<Enum>& table) { visit_rows(table); },
                          [&](std::vector<Alias>& table) { visit_rows(table); },
                          [&](std::vector<Variant>& table) { visit_rows(table); },
                          [&](std::vector<Function>& table) { visit_rows(table); },
                          [&](std::vector<Door>& table) {
                            for (Door& door : table) visit(base(door).location);
                          },
                          [&](std::vector<Channel>& table) {
                            visit_rows(table);
                            for (Channel& channel : table) {
                              visit_rows(channel.messages);
                              if (channel.message) visit(channel.message->location);
                              if (channel.binary) visit(channel.binary->location);
                              visit_rows(channel.topics);
                            }
                          },
                          [&](std::vector<Topic>& table) {
                            visit_rows(table);
                            for (Topic& row : table) visit_rows(row.parameters);
                          },
                          [&](std::vector<RpcMethod>& table) { visit_rows(table); },
                          [&](std::vector<Schedule>& table) { visit_rows(table); },
                          [&](std::vector<SecurityScheme>& table) { visit_rows(table); },
                      });
}

}  // namespace vgen::tool::model
