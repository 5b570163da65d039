#include "tools/vgen/emit/output/json_value.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

/// Builds a value as nlohmann's own parser does, but also gets the text of each number.
class ValueBuilder : public nlohmann::json_sax<Json> {
 public:
  explicit ValueBuilder(Json& root) : root_(root) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t, const string_t& text) override {
    return add(json_number(text));
  }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  Json& place(Json value) {
    if (open_.empty()) return root_ = std::move(value);
    Json& parent = *open_.back();
    if (parent.is_object()) return parent[key_] = std::move(value);
    return parent.emplace_back(std::move(value));
  }
  bool add(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json value) {
    open_.push_back(&place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Json& root_;
  std::string key_;
  std::vector<Json*>
      open_;  // a parent does not grow while its child is open, so the pointers stay valid
};

/// The text of a number that a `Json` number cannot hold is stored as a binary value, the only kind
/// that JSON itself does not have.
Json spelled_number(std::string_view text) {
  return Json::binary(std::vector<std::uint8_t>(text.begin(), text.end()));
}

void print(const Json& value, std::size_t depth, std::string& out);

void print_line(std::size_t depth, std::string& out) {
  out += '\n';
  out.append(2 * depth, ' ');
}

std::string scalar(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print_members(const Json& value, std::size_t depth, std::string& out) {
  std::string_view separator;
  for (const auto& [name, member] : value.items()) {
    out += separator;
    separator = ",";
    print_line(depth + 1, out);
    if (value.is_object()) out += scalar(name) + ": ";
    print(member, depth + 1, out);
  }
  print_line(depth, out);
}

void print(const Json& value, std::size_t depth, std::string& out) {
  if (value.is_binary()) {
    out.append(value.get_binary().begin(), value.get_binary().end());
  } else if (!value.is_structured() || value.empty()) {
    out += scalar(value);
  } else {
    out += value.is_object() ? '{' : '[';
    print_members(value, depth, out);
    out += value.is_object() ? '}' : ']';
  }
}

}  // namespace

Json json_number(std::string_view text) {
  const Json number = Json::parse(text, nullptr, false);
  return number.is_number() && number.dump() == text ? number : spelled_number(text);
}

Json json_from_text(std::string_view text) {
  Json value;
  ValueBuilder builder(value);
  if (!Json::sax_parse(text, &builder)) return std::string(text);
  return value;
}

std::string print_json(const Json& value) {
  std::string out;
  print(value, 0, out);
  out += '\n';
  return out;
}

}  // namespace vgen::tool::emit
