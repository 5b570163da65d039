#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

/// The forms through which a header declares functions: each fact about a form is in its row.
namespace vgen::tool::frontend {

/// The alias of `vgen/api.hpp` that a function's type comes from.
enum class FunctionForm {
  api_function,
  api_function_sessionless,
  api_function_optional_session,
  api_subscription,
  api_subscription_sessionless,
  channel_connection,
  channel_disconnection,
  channel_message,
  rpc,
  rpc_sessionless,
  scheduled_task,
};

/// How a function takes the session.
enum class SessionArgument {
  none,
  reference,  ///< `Session&`: a call without a session does not reach the function.
  pointer,    ///< `const Session*`: null in a call without a session.
};

/// What vgen knows about a form. The session, if any, is the argument behind `Services`.
struct FormFacts {
  FunctionForm form = FunctionForm::api_function;
  std::string_view name;     ///< Of the alias in namespace vgen: `APIFunction`.
  std::size_t services = 0;  ///< Which argument of the alias is `Services`.
  SessionArgument session = SessionArgument::none;
  bool inline_input = false;  ///< The first argument is a signature: its arguments are the input.
  std::size_t output = 1;     ///< Which argument is the output.
  std::optional<std::size_t> input = 0;  ///< Which argument is the input, if the form has one.
  bool of_channel = false;  ///< A handler of a channel: it gets the session through the channel.
};

inline constexpr FormFacts function_forms[] = {
    {FunctionForm::api_function, "APIFunction", 2, SessionArgument::reference},
    {FunctionForm::api_function_sessionless, "APIFunctionSessionless", 2},
    {FunctionForm::api_function_optional_session, "APIFunctionOptionalSession", 2,
     SessionArgument::pointer},
    {FunctionForm::api_subscription, "APISubscription", 2, SessionArgument::reference},
    {FunctionForm::api_subscription_sessionless, "APISubscriptionSessionless", 2},
    {FunctionForm::channel_connection, "ChannelConnection", 2, SessionArgument::reference, false, 0,
     1, true},
    {FunctionForm::channel_disconnection, "ChannelDisconnection", 1, SessionArgument::reference,
     false, 0, std::nullopt, true},
    {FunctionForm::channel_message, "ChannelMessage", 2, SessionArgument::reference, false, 1, 0,
     true},
    {FunctionForm::rpc, "RPC", 1, SessionArgument::reference, true, 0},
    {FunctionForm::rpc_sessionless, "RPCSessionless", 1, SessionArgument::none, true, 0},
    {FunctionForm::scheduled_task, "ScheduledTask", 1, SessionArgument::none, false, 0,
     std::nullopt},
};

/// The row of a form.
constexpr const FormFacts& facts(FunctionForm form) {
  return *std::ranges::find(function_forms, form, &FormFacts::form);
}

}  // namespace vgen::tool::frontend
