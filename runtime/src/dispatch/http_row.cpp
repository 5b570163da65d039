#include <vgen/dispatch/http_row.hpp>

#include <vgen/http/field_text.hpp>
#include <vgen/http/media_type.hpp>

namespace vgen {

bool takes_media_type(const HttpRow& row, std::string_view content_type) noexcept {
  switch (row.body) {
    case BodyKind::json: return is_json(content_type);
    case BodyKind::form: return is_json(content_type) || is_form(content_type);
    case BodyKind::multipart: return is_one_of(content_type, "multipart/form-data");
    case BodyKind::media: return is_one_of(content_type, row.body_types);
  }
  return false;
}

std::string expected_media_type(const HttpRow* row) {
  std::string types(json_media_type);
  if (row != nullptr && row->body == BodyKind::form)
    types += " or application/x-www-form-urlencoded";
  if (row != nullptr && row->body == BodyKind::multipart)
    types = "multipart/form-data with a boundary";
  if (row != nullptr && row->body == BodyKind::media) types = spoken_list(row->body_types);
  return "The Content-Type of the body must be " + types + ".";
}

std::string spoken_list(std::string_view types) {
  std::string words;
  while (!types.empty()) {
    const std::string_view type = detail::take_part(types, ',');
    if (!words.empty()) words += types.empty() ? " or " : ", ";
    words += type;
  }
  return words;
}

}  // namespace vgen
