#include "tools/vgen/emit/output/template_engine.hpp"

#include "tools/vgen/emit/output/embedded_file.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace vgen::tool::emit {
namespace {

namespace mustache = kainjow::mustache;

mustache::data to_data(const View& view);

mustache::data to_data(const View::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    return text->empty() ? mustache::data(false) : mustache::data(*text);
  if (const auto* condition = std::get_if<bool>(&value)) return mustache::data(*condition);
  mustache::data list(mustache::data::type::list);
  for (const View& item : std::get<ViewList>(value)) list.push_back(to_data(item));
  return list;
}

mustache::data to_data(const View& view) {
  mustache::data data;
  for (const auto& [name, value] : view.values()) data.set(name, to_data(value));
  return data;
}

std::string_view template_text(std::string_view path) {
  if (const auto text = embedded_file(path)) return *text;
  throw std::logic_error(fmt::format("there is no template '{}'", path));
}

/// Replaces line breaks while the engine works. Its own treatment of lines that hold only a tag
/// leaves blank lines.
constexpr char line_break = '\x01';

/// Whether a line holds one tag that prints nothing by itself, and nothing else: `  {{#items}}`.
bool is_standalone_tag(std::string_view line) {
  const auto first = line.find_first_not_of(' ');
  const auto last = line.find_last_not_of(' ');
  if (first == std::string_view::npos) return false;
  line = line.substr(first, last - first + 1);
  if (line.size() < 5 || !line.starts_with("{{") || !line.ends_with("}}")) return false;
  return std::string_view("#^/>!").find(line[2]) != std::string_view::npos &&
         line.find("}}") == line.size() - 2;
}

/// A template as the engine gets it: a line with a standalone tag adds no line to the output.
std::string prepared(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (is_standalone_tag(line)) {
      result += line.substr(line.find('{'), line.rfind('}') - line.find('{') + 1);
    } else {
      result += line;
      if (end < text.size()) result += line_break;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// Finds partials beside the template. Refuses names that the view does not have, because a
/// misspelt name must be an error.
class StrictContext : public mustache::context<std::string> {
 public:
  StrictContext(const mustache::data* data, std::string_view path)
      : context(data), path_(path), folder_(path.substr(0, path.find('/'))) {}

  const mustache::data* get(const std::string& name) const override {
    const mustache::data* found = context::get(name);
    if (found == nullptr)
      throw std::logic_error(fmt::format("template '{}': the view has no '{}'", path_, name));
    return found;
  }

  const mustache::data* get_partial(const std::string& name) const override {
    const auto known = partials_.find(name);
    if (known != partials_.end()) return &known->second;
    const std::string own = fmt::format("{}/{}.mustache", folder_, name);
    const std::string_view text =
        template_text(embedded_file(own) ? own : fmt::format("common/{}.mustache", name));
    return &partials_.emplace(name, mustache::data(prepared(text))).first->second;
  }

 private:
  std::string_view path_;
  std::string folder_;
  mutable std::map<std::string, mustache::data> partials_;  // pointers to them must stay valid
};

}  // namespace

View::View(std::initializer_list<std::pair<const std::string, std::string>> texts) {
  for (const auto& [name, text] : texts) values_.insert_or_assign(name, text);
}

void View::set(std::string name, std::string text) {
  values_.insert_or_assign(std::move(name), std::move(text));
}
void View::set(std::string name, const char* text) {
  set(std::move(name), std::string(text));
}
void View::set(std::string name, bool condition) {
  values_.insert_or_assign(std::move(name), condition);
}
void View::set(std::string name, ViewList list) {
  values_.insert_or_assign(std::move(name), std::move(list));
}

std::optional<std::string_view> embedded_file(std::string_view path) {
  const std::span files(embedded_files, embedded_file_count);
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  return found == files.end() ? std::nullopt : std::optional(found->text);
}

std::string render_template(std::string_view path, const View& view) {
  mustache::mustache engine{prepared(template_text(path))};
  engine.set_custom_escape([](const std::string& text) { return text; });
  const mustache::data data = to_data(view);
  StrictContext context(&data, path);
  std::string text = engine.render(context);
  if (!engine.is_valid())
    throw std::logic_error(fmt::format("template '{}': {}", path, engine.error_message()));
  std::ranges::replace(text, line_break, '\n');
  return text;
}

std::string banner(const model::ApiModel& api) {
  return fmt::format("Generated by vgen {} from {}. Do not edit.", tool_version,
                     fmt::join(api.headers, ", "));
}

}  // namespace vgen::tool::emit
