/// An HTTP answer as the JSON that a gateway expects.
#pragma once

#include "event.hpp"

#include <string>
#include <string_view>

namespace vgen::lambda {

/// `answer` is what the server has written, with a head that is complete. Fields that belong to the
/// connection are left out. A body that is not UTF-8 is written as base64.
[[nodiscard]] std::string answer_json(HttpEvent::Form form, std::string_view answer,
                                      bool is_head_request);

/// Writes what the runtime API takes as the error of an event.
[[nodiscard]] std::string error_json(std::string_view type, std::string_view message);

}  // namespace vgen::lambda
