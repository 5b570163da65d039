#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/cpp/units.hpp"
#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>

namespace vgen::tool::emit {

/// Sets what `codecs.mustache` needs for the codecs of a unit. The enums of a client have one more
/// enumerator, for names that it does not know.
void set_codecs(View& view, const model::ApiModel& api, const JsonUse& use, const Unit& unit,
                CppConstants& constants, bool of_client = false);

/// The constants as lines of C++.
ViewList constants_view(const CppConstants& constants);

/// The enumerator of a client's enum for names that it does not know: `unrecognized`, with an
/// underscore if the author has one of this name.
std::string unrecognized_name(const model::Enum& enumeration);

/// The view of `unit.mustache`. The caller sets `definition` or `part`, by which other sources
/// reach the table of routes.
View unit_view(const model::ApiModel& api, const JsonUse& use, const Unit& unit,
               const EmitOptions& options);

}  // namespace vgen::tool::emit
