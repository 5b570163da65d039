#include "frame.hpp"

#include <vgen/core/faults.hpp>
#include <vgen/core/limits.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/reader.hpp>
#include <vgen/json/write.hpp>

namespace vgen::client::detail {
namespace {

constexpr Limits frame_limits{
    .depth = Limits::max_depth, .items = SIZE_MAX, .string_bytes = SIZE_MAX, .faults = 1};

}  // namespace

Frame::Frame(std::string_view text) {
  Faults faults(1);
  json::Reader in(text, faults, frame_limits, Place::message);
  std::string name;
  for (json::MapReader members(in); members.next(name);) {
    members.stands_at(name);
    const std::string_view value = in.raw();
    if (value.empty()) break;
    members_.emplace_back(name, value);
  }
  is_object_ = in.finish() && faults.empty();
}

std::string_view Frame::raw(std::string_view name) const {
  for (const auto& [known, value] : members_) {
    if (known == name) return value;
  }
  return {};
}

std::optional<std::string> Frame::string(std::string_view name) const {
  const std::string_view text = raw(name);
  if (!text.starts_with('"')) return std::nullopt;
  Faults faults(1);
  json::Reader in(text, faults, frame_limits, Place::message);
  std::string value;
  if (!in.string(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> Frame::integer(std::string_view name) const {
  const std::string_view text = raw(name);
  if (text.empty()) return std::nullopt;
  Faults faults(1);
  json::Reader in(text, faults, frame_limits, Place::message);
  std::int64_t value = 0;
  if (!in.integer(value)) return std::nullopt;
  return value;
}

std::string Frame::without(std::string_view one, std::string_view other) const {
  std::string text = "{";
  for (const auto& [name, value] : members_) {
    if (name == one || name == other) continue;
    if (text.size() > 1) text += ',';
    text.append(quoted_json(name)).append(":").append(value);
  }
  return text + '}';
}

HttpAnswer value_answer(std::string json) {
  if (json.empty()) return {.status = 204};
  return {.status = 200,
          .headers = {{.name = "Content-Type", .value = "application/json"}},
          .body = std::move(json)};
}

HttpAnswer problem_answer(std::string_view problem) {
  const std::int64_t status = Frame(problem).integer("status").value_or(500);
  return {.status = static_cast<int>(status < 300 || status > 599 ? 500 : status),
          .headers = {{.name = "Content-Type", .value = "application/problem+json"}},
          .body = std::string(problem)};
}

std::string quoted_json(std::string_view text) {
  std::string json;
  json::Writer out{json::Destination(json)};
  json::write(out, text);
  return out.finish() ? json : "\"\"";
}

}  // namespace vgen::client::detail
