#pragma once

#include "tools/vgen/emit/emitter.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The table of schemes, in the function of the definition; empty if there are none.
std::string security_table(const model::ApiModel& api);

/// The members of the definition for the schemes.
std::vector<std::string> security_members(const model::ApiModel& api, const EmitOptions& options);

/// The name of the codec of the session; empty if the session is not JSON.
std::string session_codec(const model::ApiModel& api, const EmitOptions& options);

/// The template of that codec, with its arguments. A member that names the user, and is not `@pii`,
/// is one of them: `session_codec_with_user<todo::Session, &todo::Session::user>`.
std::string session_codec_value(const model::ApiModel& api);

}  // namespace vgen::tool::emit
