#include "bench_fields.hpp"
#include "bench_peers.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace bench {

namespace {

using Value = rapidjson::Value;
using JsonWriter =
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                      rapidjson::CrtAllocator, rapidjson::kWriteValidateEncodingFlag>;

std::string_view text_of(const Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

template <class T>
bool read(const Value& from, T& to) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!from.IsString()) return false;
    to = text_of(from);
    return true;
  } else if constexpr (std::is_same_v<T, Priority>) {
    return from.IsString() && read_priority(text_of(from), to);
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!from.IsBool()) return false;
    to = from.GetBool();
    return true;
  } else if constexpr (std::is_same_v<T, double>) {
    if (!from.IsNumber()) return false;
    to = from.GetDouble();
    return true;
  } else if constexpr (std::is_integral_v<T>) {
    if (!from.IsInt64() || !std::in_range<T>(from.GetInt64())) return false;
    to = static_cast<T>(from.GetInt64());
    return true;
  } else if constexpr (is_optional<T>) {
    if (!from.IsNull()) return read(from, to.emplace());
    to.reset();
    return true;
  } else if constexpr (is_map<T>) {
    if (!from.IsObject()) return false;
    for (const auto& member : from.GetObject()) {
      if (!read(member.value, to[std::string(text_of(member.name))])) return false;
    }
    return true;
  } else if constexpr (is_list<T>) {
    if (!from.IsArray()) return false;
    for (const auto& item : from.GetArray()) {
      if (!read(item, to.emplace_back())) return false;
    }
    return true;
  } else {
    if (!from.IsObject()) return false;
    bool good = true;
    fields(to, [&](const char* name, auto& member) {
      if (!good) return;
      const auto found = from.FindMember(name);
      if (found != from.MemberEnd()) {
        good = read(found->value, member);
      } else {
        good = is_optional<std::remove_cvref_t<decltype(member)>>;
      }
    });
    return good && within_limits(to);
  }
}

template <class T>
void write(JsonWriter& out, const T& from) {
  const auto string = [&](std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  if constexpr (std::is_same_v<T, std::string>) {
    string(from);
  } else if constexpr (std::is_same_v<T, Priority>) {
    string(priorities[static_cast<int>(from)]);
  } else if constexpr (std::is_same_v<T, bool>) {
    out.Bool(from);
  } else if constexpr (std::is_same_v<T, double>) {
    out.Double(from);
  } else if constexpr (std::is_integral_v<T>) {
    out.Int64(from);
  } else if constexpr (is_map<T>) {
    out.StartObject();
    for (const auto& [key, item] : from) {
      out.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
      write(out, item);
    }
    out.EndObject();
  } else if constexpr (is_list<T>) {
    out.StartArray();
    for (const auto& item : from) write(out, item);
    out.EndArray();
  } else {
    out.StartObject();
    fields(from, [&](std::string_view name, const auto& member) {
      if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
        if (!member) return;
        out.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        write(out, *member);
      } else {
        out.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        write(out, member);
      }
    });
    out.EndObject();
  }
}

}  // namespace

template <class T>
bool rapidjson_read(std::string_view text, T& to) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag>(
      text.data(), text.size());
  return !document.HasParseError() && read(document, to);
}

template <class T>
void rapidjson_write(std::string& out, const T& from) {
  static rapidjson::StringBuffer buffer;
  buffer.Clear();
  JsonWriter writer(buffer);
  write(writer, from);
  out.assign(buffer.GetString(), buffer.GetSize());
}

template bool rapidjson_read(std::string_view, std::vector<Record>&);
template bool rapidjson_read(std::string_view, std::vector<Point>&);
template bool rapidjson_read(std::string_view, std::vector<Status>&);
template bool rapidjson_read(std::string_view, Catalog&);
template bool rapidjson_read(std::string_view, Timeline&);
template bool rapidjson_read(std::string_view, Programme&);
template void rapidjson_write(std::string&, const std::vector<Record>&);
template void rapidjson_write(std::string&, const std::vector<Point>&);
template void rapidjson_write(std::string&, const std::vector<Status>&);
template void rapidjson_write(std::string&, const Catalog&);

}  // namespace bench
