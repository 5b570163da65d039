#pragma once

#include "tools/vgen/emit/cpp/json_use.hpp"
#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// A struct's members as one reader sees them.
struct ObjectReader {
  const model::Struct* record = nullptr;
  std::vector<bool> elsewhere;  ///< Of each field: it is not read here, its presence is a fault.
                                ///< Empty: all are read here.
  std::string qualifier;        ///< What stands before names of vgen::json: `json::` or nothing.
};

/// The view of `read_object.mustache`.
View read_object_view(const model::ApiModel& api, const ObjectReader& reader,
                      CppConstants& constants);

/// The view of a struct's codec, in the directions that are used.
View codec_view(const model::ApiModel& api, model::StructIndex index, const JsonUse& use,
                CppConstants& constants);

/// A field as it is read: type, limits and a name for its constants.
ReadValue read_value(const model::Struct& record, const model::Field& field);

/// The field of a struct that holds the members that are not declared, as a writer sees it.
struct WrittenRest {
  const model::Struct* record = nullptr;
  const model::Field* field = nullptr;
  std::string owner;  ///< What stands before its name: `value.`
};

/// The statement that writes these members into `object`.
std::string write_rest(const model::ApiModel& api, const WrittenRest& written,
                       const std::string& qualifier, CppConstants& constants);

}  // namespace vgen::tool::emit
