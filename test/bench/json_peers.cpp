#include "json_peers.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>
#include <boost/json.hpp>
#include <boost/json/src.hpp>
#include <nlohmann/json.hpp>

#include <utility>

namespace bench {

namespace {

constexpr std::string_view priorities[] = {"low", "normal", "high"};

bool read_priority(std::string_view name, Priority& priority) {
  for (int i = 0; i < 3; ++i) {
    if (priorities[i] == name) {
      priority = static_cast<Priority>(i);
      return true;
    }
  }
  return false;
}

std::string_view name_of(Priority priority) {
  return priorities[static_cast<int>(priority)];
}

}  // namespace

bool within_limits(const Record& record) {
  bool good = record.id >= 1 && !record.title.empty() && record.title.size() <= 200 && record.text.size() <= 1000 &&
              !record.author.name.empty() && record.author.name.size() <= 100 && record.author.email.size() <= 200 &&
              record.labels.size() <= 8 && record.votes <= 1000000;
  for (const std::string& label : record.labels) good = good && !label.empty() && label.size() <= 20;
  return good;
}

// simdjson on-demand, members in the order of the document: its quickest way.
bool simdjson_read(std::string_view text, Records& records) {
  namespace od = simdjson::ondemand;
  static od::parser parser;
  records.clear();
  od::document document;
  if (parser.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING).get(document) != simdjson::SUCCESS) return false;
  od::array items;
  if (document.get_array().get(items) != simdjson::SUCCESS) return false;
  const auto string = [](od::object& object, std::string_view name, std::string& value) {
    std::string_view view;
    if (object.find_field(name).get_string().get(view) != simdjson::SUCCESS) return false;
    value = view;
    return true;
  };
  for (auto item : items) {
    od::object object;
    if (item.get_object().get(object) != simdjson::SUCCESS) return false;
    Record& record = records.emplace_back();
    if (object.find_field("id").get_int64().get(record.id) != simdjson::SUCCESS) return false;
    if (!string(object, "title", record.title) || !string(object, "text", record.text)) return false;
    std::string_view priority;
    if (object.find_field("priority").get_string().get(priority) != simdjson::SUCCESS) return false;
    if (!read_priority(priority, record.priority)) return false;
    od::object author;
    if (object.find_field("author").get_object().get(author) != simdjson::SUCCESS) return false;
    if (!string(author, "name", record.author.name) || !string(author, "email", record.author.email)) return false;
    od::array labels;
    if (object.find_field("labels").get_array().get(labels) != simdjson::SUCCESS) return false;
    for (auto label : labels) {
      std::string_view view;
      if (label.get_string().get(view) != simdjson::SUCCESS) return false;
      record.labels.emplace_back(view);
    }
    std::uint64_t votes = 0;
    if (object.find_field("votes").get_uint64().get(votes) != simdjson::SUCCESS || votes > 1000000) return false;
    record.votes = static_cast<std::uint32_t>(votes);
    if (object.find_field("done").get_bool().get(record.done) != simdjson::SUCCESS) return false;
    if (!within_limits(record)) return false;
  }
  return true;
}

bool rapidjson_dom_read(std::string_view text, Records& records) {
  records.clear();
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
  if (document.HasParseError() || !document.IsArray()) return false;
  const auto string = [](const rapidjson::Value& object, const char* name, std::string& value) {
    const auto member = object.FindMember(name);
    if (member == object.MemberEnd() || !member->value.IsString()) return false;
    value.assign(member->value.GetString(), member->value.GetStringLength());
    return true;
  };
  for (const auto& object : document.GetArray()) {
    if (!object.IsObject()) return false;
    Record& record = records.emplace_back();
    const auto id = object.FindMember("id");
    if (id == object.MemberEnd() || !id->value.IsInt64()) return false;
    record.id = id->value.GetInt64();
    if (!string(object, "title", record.title) || !string(object, "text", record.text)) return false;
    const auto priority = object.FindMember("priority");
    if (priority == object.MemberEnd() || !priority->value.IsString()) return false;
    if (!read_priority({priority->value.GetString(), priority->value.GetStringLength()}, record.priority)) return false;
    const auto author = object.FindMember("author");
    if (author == object.MemberEnd() || !author->value.IsObject()) return false;
    if (!string(author->value, "name", record.author.name) || !string(author->value, "email", record.author.email)) return false;
    const auto labels = object.FindMember("labels");
    if (labels == object.MemberEnd() || !labels->value.IsArray()) return false;
    for (const auto& label : labels->value.GetArray()) {
      if (!label.IsString()) return false;
      record.labels.emplace_back(label.GetString(), label.GetStringLength());
    }
    const auto votes = object.FindMember("votes");
    if (votes == object.MemberEnd() || !votes->value.IsUint()) return false;
    record.votes = votes->value.GetUint();
    const auto done = object.FindMember("done");
    if (done == object.MemberEnd() || !done->value.IsBool()) return false;
    record.done = done->value.GetBool();
    if (!within_limits(record)) return false;
  }
  return true;
}

void rapidjson_write(std::string& out, const Records& records) {
  static rapidjson::StringBuffer buffer;
  buffer.Clear();
  rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator,
                    rapidjson::kWriteValidateEncodingFlag>
      writer(buffer);
  const auto string = [&](std::string_view value) { writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); };
  const auto key = [&](std::string_view name) { writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); };
  writer.StartArray();
  for (const Record& record : records) {
    writer.StartObject();
    key("id");
    writer.Int64(record.id);
    key("title");
    string(record.title);
    key("text");
    string(record.text);
    key("priority");
    string(name_of(record.priority));
    key("author");
    writer.StartObject();
    key("name");
    string(record.author.name);
    key("email");
    string(record.author.email);
    writer.EndObject();
    key("labels");
    writer.StartArray();
    for (const std::string& label : record.labels) string(label);
    writer.EndArray();
    key("votes");
    writer.Uint(record.votes);
    key("done");
    writer.Bool(record.done);
    writer.EndObject();
  }
  writer.EndArray();
  out.assign(buffer.GetString(), buffer.GetSize());
}

bool nlohmann_read(std::string_view text, Records& records) {
  records.clear();
  const nlohmann::json document = nlohmann::json::parse(text);
  for (const auto& object : document) {
    Record& record = records.emplace_back();
    object.at("id").get_to(record.id);
    object.at("title").get_to(record.title);
    object.at("text").get_to(record.text);
    if (!read_priority(object.at("priority").get_ref<const std::string&>(), record.priority)) return false;
    object.at("author").at("name").get_to(record.author.name);
    object.at("author").at("email").get_to(record.author.email);
    object.at("labels").get_to(record.labels);
    object.at("votes").get_to(record.votes);
    object.at("done").get_to(record.done);
    if (!within_limits(record)) return false;
  }
  return true;
}

void nlohmann_write(std::string& out, const Records& records) {
  nlohmann::json document = nlohmann::json::array();
  for (const Record& record : records) {
    document.push_back({{"id", record.id},
                        {"title", record.title},
                        {"text", record.text},
                        {"priority", name_of(record.priority)},
                        {"author", {{"name", record.author.name}, {"email", record.author.email}}},
                        {"labels", record.labels},
                        {"votes", record.votes},
                        {"done", record.done}});
  }
  out = document.dump();
}

bool boost_read(std::string_view text, Records& records) {
  records.clear();
  boost::json::monotonic_resource memory;
  const boost::json::value document = boost::json::parse(boost::json::string_view(text.data(), text.size()), &memory);
  const auto string = [](const boost::json::value& value) {
    const auto& text = value.as_string();
    return std::string(text.data(), text.size());
  };
  for (const auto& object : document.as_array()) {
    Record& record = records.emplace_back();
    record.id = object.at("id").as_int64();
    record.title = string(object.at("title"));
    record.text = string(object.at("text"));
    const auto& priority = object.at("priority").as_string();
    if (!read_priority({priority.data(), priority.size()}, record.priority)) return false;
    record.author.name = string(object.at("author").at("name"));
    record.author.email = string(object.at("author").at("email"));
    for (const auto& label : object.at("labels").as_array()) record.labels.push_back(string(label));
    record.votes = static_cast<std::uint32_t>(object.at("votes").as_int64());
    record.done = object.at("done").as_bool();
    if (!within_limits(record)) return false;
  }
  return true;
}

void boost_write(std::string& out, const Records& records) {
  boost::json::monotonic_resource memory;
  boost::json::array document(&memory);
  for (const Record& record : records) {
    boost::json::array labels(&memory);
    for (const std::string& label : record.labels) labels.emplace_back(label);
    document.emplace_back(
        boost::json::object({{"id", record.id},
                             {"title", record.title},
                             {"text", record.text},
                             {"priority", boost::json::string_view(name_of(record.priority).data(), name_of(record.priority).size())},
                             {"author", {{"name", record.author.name}, {"email", record.author.email}}},
                             {"labels", std::move(labels)},
                             {"votes", record.votes},
                             {"done", record.done}},
                            &memory));
  }
  out = boost::json::serialize(document);
}

}  // namespace bench
