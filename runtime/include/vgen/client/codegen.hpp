/// What only the source of a generated client may call.
#pragma once

#include <vgen/client/codegen/answer.hpp>
#include <vgen/client/codegen/message.hpp>
#include <vgen/client/codegen/request.hpp>
