#include "tools/vgen/commands/configuration.hpp"

#include "tools/vgen/support/json_places.hpp"
#include "tools/vgen/support/rules.hpp"
#include "tools/vgen/support/spelling.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace vgen::tool::commands {
namespace {

using Json = nlohmann::json;

/// Reads one value at a JSON Pointer.
using ValueReader = std::function<void(const Json& value, const std::string& pointer)>;
using Keys = std::vector<std::pair<std::string, ValueReader>>;

class ConfigurationReader {
 public:
  ConfigurationReader(std::string_view text, const std::string& file, Diagnostics& diagnostics)
      : places_(json_places(text, file)), file_(file), diagnostics_(diagnostics) {}

  void object(const Json& value, const std::string& pointer, const Keys& keys) {
    if (!value.is_object()) return wrong(pointer, "must be an object");
    for (const auto& [name, member] : value.items()) {
      const auto known = std::ranges::find(keys, name, &Keys::value_type::first);
      if (known == keys.end()) {
        unknown_key(pointer + "/" + name, name, keys);
      } else {
        known->second(member, pointer + "/" + name);
      }
    }
  }

  ValueReader text(std::string& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      value.is_string() ? void(target = value.get<std::string>())
                        : wrong(pointer, "must be a string");
    };
  }

  /// A path of the server.
  ValueReader path(std::string& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      const bool is_path =
          value.is_string() && value.get_ref<const std::string&>().starts_with('/');
      is_path ? void(target = value.get<std::string>())
              : wrong(pointer, "must be a path that starts with '/'");
    };
  }

  ValueReader flag(bool& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      value.is_boolean() ? void(target = value.get<bool>())
                         : wrong(pointer, "must be true or false");
    };
  }

  ValueReader count(std::uint64_t& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      const bool is_count = value.is_number_unsigned() && value.get<std::uint64_t>() > 0;
      is_count ? void(target = value.get<std::uint64_t>())
               : wrong(pointer, "must be a whole number above 0");
    };
  }

  template <class Value>
  ValueReader choice(Value& target, std::vector<std::pair<std::string, Value>> choices) {
    return [this, &target, choices = std::move(choices)](const Json& value,
                                                         const std::string& pointer) {
      std::vector<std::string> names;
      for (const auto& [name, meaning] : choices) {
        if (value.is_string() && value == name) {
          target = meaning;
          return;
        }
        names.push_back("\"" + name + "\"");
      }
      wrong(pointer, fmt::format("must be {}", fmt::join(names, " or ")));
    };
  }

  /// A media type without parameters: "application/json".
  ValueReader media_type(std::string& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      const std::string text = value.is_string() ? value.get<std::string>() : std::string();
      const std::size_t slash = text.find('/');
      const bool is_media_type =
          slash != std::string::npos && slash != 0 && slash + 1 < text.size() &&
          slash == text.rfind('/') &&
          text.find_first_not_of(
              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
              "!#$&^_.+-/") == std::string::npos;
      is_media_type ? void(target = text)
                    : wrong(pointer, "must be a media type such as \"application/json\"");
    };
  }

  /// A JSON Schema that is complete in itself, as text.
  ValueReader schema(std::string& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      if (!value.is_object()) return wrong(pointer, "must be a JSON Schema: an object");
      if (refuse_references(value, pointer)) target = value.dump();
    };
  }

  /// The form of all errors.
  ValueReader problem_form(std::optional<emit::ProblemForm>& target) {
    return [this, &target](const Json& value, const std::string& pointer) {
      emit::ProblemForm& form = target.emplace();
      object(value, pointer,
             {{"media_type", media_type(form.media_type)}, {"schema", schema(form.schema)}});
      if (value.is_object() && !value.contains("schema"))
        wrong(pointer, "must have the member 'schema'");
    };
  }

  /// An array. `item` reads each of its items into a new element.
  template <class Element>
  ValueReader list(std::vector<Element>& target, std::function<ValueReader(Element&)> item) {
    return [this, &target, item = std::move(item)](const Json& value, const std::string& pointer) {
      if (!value.is_array()) return wrong(pointer, "must be an array");
      for (std::size_t i = 0; i < value.size(); ++i)
        item(target.emplace_back())(value[i], fmt::format("{}/{}", pointer, i));
    };
  }

  ValueReader texts(std::vector<std::string>& target) {
    return list<std::string>(target, [this](std::string& element) { return text(element); });
  }

  /// An object. `keys` reads its keys.
  ValueReader members(std::function<Keys()> keys) {
    return [this, keys = std::move(keys)](const Json& value, const std::string& pointer) {
      object(value, pointer, keys());
    };
  }

 private:
  /// Returns whether there is no reference. It would lead to nothing in the document.
  bool refuse_references(const Json& value, const std::string& pointer) {
    bool has_none = true;
    for (const auto& [name, member] : value.items()) {
      const std::string place = pointer + "/" + name;
      if ((name == "$ref" || name == "$dynamicRef") && member.is_string()) {
        wrong(place, "must not be there: write the schema out, without references");
        has_none = false;
      } else if (member.is_structured()) {
        has_none = refuse_references(member, place) && has_none;
      }
    }
    return has_none;
  }

  void unknown_key(const std::string& pointer, const std::string& name, const Keys& keys) {
    std::vector<std::string> names;
    for (const auto& [known, reader] : keys) names.push_back(known);
    const std::optional<std::string> nearest = nearest_name(name, names);
    const std::string help = nearest ? fmt::format("did you mean '{}'?", *nearest)
                                     : fmt::format("the keys here are {}", fmt::join(names, ", "));
    diagnostics_.report(make_diagnostic(Rule::configuration_key, places_[pointer].key,
                                        fmt::format("unknown key '{}'", name), help));
  }

  void wrong(const std::string& pointer, const std::string& message) {
    const auto place = places_.find(pointer);
    const SourceRange range = place == places_.end()
                                  ? SourceRange{.file = file_, .line = 1, .column = 1}
                                  : place->second.value;
    const std::string subject =
        pointer.empty() ? "the configuration" : "'" + pointer.substr(1) + "'";
    diagnostics_.report(
        make_diagnostic(Rule::configuration_value, range, fmt::format("{} {}", subject, message)));
  }

  std::map<std::string, JsonPlace> places_;
  std::string file_;
  Diagnostics& diagnostics_;
};

/// The keys of `vgen.json`. schemas/vgen_config.schema.json lists the same keys for editors.
Keys all_keys(ConfigurationReader& read, Configuration& c) {
  using analysis::WireCase;
  model::ApiInformation& information = c.api.information;
  model::Policies& policies = c.api.policies;
  const auto contact = [&read, &information] {
    model::Contact& it = information.contact.emplace();
    return Keys{
        {"name", read.text(it.name)}, {"url", read.text(it.url)}, {"email", read.text(it.email)}};
  };
  const auto license = [&read, &information] {
    model::License& it = information.license.emplace();
    return Keys{{"name", read.text(it.name)},
                {"identifier", read.text(it.identifier)},
                {"url", read.text(it.url)}};
  };
  const auto server = [&read](model::Server& it) {
    return read.members([&read, &it] {
      return Keys{{"url", read.text(it.url)}, {"description", read.text(it.description)}};
    });
  };
  const auto tag = [&read](model::TagDescription& it) {
    return read.members([&read, &it] {
      return Keys{{"name", read.text(it.name)}, {"description", read.text(it.description)}};
    });
  };
  const auto limits = [&read, &it = policies.limits] {
    return Keys{{"body", read.count(it.body)},     {"depth", read.count(it.depth)},
                {"items", read.count(it.items)},   {"string", read.count(it.string)},
                {"faults", read.count(it.faults)}, {"frame", read.count(it.frame)}};
  };
  return {
      {"$schema", [](const Json&, const std::string&) {}},  // for editors
      {"title", read.text(information.title)},
      {"version", read.text(information.version)},
      {"description", read.text(information.description)},
      {"contact", read.members(contact)},
      {"license", read.members(license)},
      {"servers", read.list<model::Server>(information.servers, server)},
      {"tags", read.list<model::TagDescription>(information.tags, tag)},
      {"wire_case", read.choice<WireCase>(c.api.wire_case, {{"as_is", WireCase::as_is},
                                                            {"camel", WireCase::camel},
                                                            {"snake", WireCase::snake}})},
      {"unknown_members",
       read.choice<bool>(policies.ignore_unknown_members, {{"reject", false}, {"ignore", true}})},
      {"null_as_absent", read.flag(policies.null_as_absent)},
      {"limits", read.members(limits)},
      {"openapi",
       read.choice<std::string>(policies.openapi_version, {{"3.1", "3.1"}, {"3.2", "3.2"}})},
      {"rpc_path", read.path(policies.rpc_path)},
      {"openapi_path", read.path(policies.openapi_path)},
      {"asyncapi_path", read.path(policies.asyncapi_path)},
      {"docs_path", read.path(policies.docs_path)},
      {"emit", read.texts(c.emit)},
      {"out", read.text(c.out)},
      {"roots", read.texts(c.roots)},
      {"repository", read.text(c.repository)},
      {"problem_schema", read.problem_form(c.problem_form)},
  };
}

/// The place of a byte of the text.
SourceRange place_of(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t line_start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {.file = file,
          .line = static_cast<unsigned>(std::ranges::count(before, '\n') + 1),
          .column = static_cast<unsigned>(before.size() - line_start + 1)};
}

}  // namespace

Configuration read_configuration(std::string_view text, const std::string& file,
                                 Diagnostics& diagnostics) {
  Configuration configuration;
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
    diagnostics.report(make_diagnostic(
        Rule::configuration_syntax, place_of(text, offset, file), "this is not valid JSON",
        "schemas/vgen_config.schema.json describes the configuration"));
    return configuration;
  }
  ConfigurationReader reader(text, file, diagnostics);
  reader.object(json, "", all_keys(reader, configuration));
  return configuration;
}

}  // namespace vgen::tool::commands
