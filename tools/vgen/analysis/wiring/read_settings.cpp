#include "tools/vgen/analysis/wiring/read_settings.hpp"

#include <fmt/format.h>

#include <limits>

namespace vgen::tool::analysis {

using frontend::DeclaredValue;

const DeclaredValue& unwrapped(const DeclaredValue& value) {
  const auto* call = std::get_if<frontend::CallValue>(&value.value);
  const bool wraps = call && call->arguments.size() == 1;
  return wraps ? unwrapped(call->arguments.front()) : value;
}

void SettingReader::refuse(const DeclaredValue& value, std::string_view expected) {
  is_readable_ = false;
  const auto* unknown = value_as<frontend::UnknownValue>(value);
  const std::string why =
      unknown && !unknown->why.empty() ? fmt::format(": it {}", unknown->why) : "";
  report(make_diagnostic(Rule::unreadable_value, value.range,
                         fmt::format("vgen cannot read '{}' from the source{}", setting_, why),
                         fmt::format("write {}", expected)));
}

void SettingReader::check_count(const frontend::BracedValue& list, std::size_t capacity) {
  if (list.members.size() <= capacity) return;
  report(make_diagnostic(Rule::too_many_items, list.members[capacity].value.range,
                         fmt::format("'.{}' has {} items, but there is room for {}", setting_,
                                     list.members.size(), capacity),
                         setting_ == "routes" ? "write a second group with the same prefix"
                                              : fmt::format("keep at most {}", capacity)));
}

void SettingReader::read(const DeclaredValue& value, std::optional<Written<bool>>& target) {
  const auto* flag = value_as<frontend::BooleanValue>(value);
  if (!flag) return refuse(value, "true or false");
  target = Written<bool>{flag->value, value.range};
}

void SettingReader::read(const DeclaredValue& value, std::optional<Written<std::string>>& target) {
  const auto* text = value_as<frontend::StringValue>(value);
  if (!text) return refuse(value, "a string literal");
  target = Written<std::string>{text->text, value.range};
}

void SettingReader::read(const DeclaredValue& value,
                         std::optional<Written<frontend::StringValue>>& target) {
  const auto* text = value_as<frontend::StringValue>(value);
  if (!text) return refuse(value, "a string literal");
  target = Written<frontend::StringValue>{*text, unwrapped(value).range};
}

void SettingReader::read(const DeclaredValue& value,
                         std::optional<Written<frontend::FunctionValue>>& target) {
  const auto* function = value_as<frontend::FunctionValue>(value);
  if (!function) return refuse(value, "the name of a function");
  target = Written<frontend::FunctionValue>{*function, value.range};
}

std::optional<std::uint64_t> SettingReader::count(const DeclaredValue& value,
                                                  std::uint64_t largest) {
  const auto* number = value_as<frontend::IntegerValue>(value);
  if (number && (!number->negative || number->magnitude == 0) && number->magnitude <= largest)
    return number->magnitude;
  refuse(value, "a whole number");
  return std::nullopt;
}

void SettingReader::read(const DeclaredValue& value, std::uint64_t& target) {
  target = count(value, std::numeric_limits<std::uint64_t>::max()).value_or(target);
}

void SettingReader::read(const DeclaredValue& value, unsigned& target) {
  const auto number = count(value, std::numeric_limits<unsigned>::max());
  if (number) target = static_cast<unsigned>(*number);
}

}  // namespace vgen::tool::analysis
