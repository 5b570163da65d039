#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation channels_rules[] = {
    {Rule::channel_handler, "VG4001", "channel_handler", Severity::error,
     "a function that cannot handle this event of a channel",
     R"(A channel opens with a ChannelConnection and closes with a ChannelDisconnection. Its
messages go to a ChannelMessage, or to an API function, whose result is the reply. Only API
functions have declared errors.

    ChannelConnection<Welcome, EnterRoom> on_connect;
    ChannelDisconnection<Welcome> on_disconnect;
    ChannelMessage<Say, Said> say;
    inline constexpr vgen::ChannelRoute live{
        .name = "live", .path = "/live/{room}",
        .on_connect = on_connect, .on_disconnect = on_disconnect,
        .routes = {{.value = "say", .func = say}}};
)"},
    {Rule::repeated_message, "VG4002", "repeated_message", Severity::error,
     "two messages of a channel with one value",
     R"(The value of the key selects the function, so each value is used once.

    .routes = {{.value = "say", .func = say}, {.value = "say", .func = shout}}     // refused
    .routes = {{.value = "say", .func = say}, {.value = "shout", .func = shout}}
)"},
    {Rule::message_value, "VG4003", "message_value", Severity::error,
     "a name that clients cannot use",
     R"(The name of a channel and the values of its messages become names in clients. They begin
with a letter and have letters, digits and '_'. The key is the name of a member.

    .routes = {{.value = "say it", .func = say}}     // refused
    .routes = {{.value = "sayIt", .func = say}}
)"},
    {Rule::reserved_member, "VG4004", "reserved_member", Severity::error,
     "a member with a name that messages of channels use themselves",
     R"(A message of a channel has its key, `$id` and the members of its type side by side. The
names error, topic, call, authenticate, subscribe, subscribed, unsubscribe and unsubscribed tell
frames apart. Rename the member for the wire, or choose another key.

    struct Say { std::string action; };                          // refused, with the key "action"
    struct Say { std::string action; /**< @rename what */ };
)"},
    {Rule::duplicate_channel, "VG4005", "duplicate_channel", Severity::error,
     "two channels with one name",
     R"(Clients open a channel by its name.

    inline constexpr vgen::ChannelRoute live{.name = "live", .path = "/live"};
    inline constexpr vgen::ChannelRoute news{.name = "news", .path = "/news"};
)"},
    {Rule::unread_parameter, "VG4006", "unread_parameter", Severity::error,
     "a path parameter of a channel that nothing reads",
     R"(The open handler takes the parameters of the path, and those of the query, as its input.

    struct EnterRoom { std::string room; };
    ChannelConnection<Welcome, EnterRoom> on_connect;
    inline constexpr vgen::ChannelRoute live{
        .name = "live", .path = "/live/{room}", .on_connect = on_connect};
)"},
    {Rule::channel_state, "VG4007", "channel_state", Severity::error,
     "a type that cannot be the state of a channel",
     R"(The state of a channel is kept as JSON where no server holds the connection, and in the
strict mode of every server. So it is one struct, and each field is written and read.

    struct Cursor {
      std::string_view name;                            // refused: a view cannot be read
      std::string name;
    };
    inline constexpr vgen::ChannelRoute live{
        .name = "live", .path = "/live", .state = vgen::state<Cursor>};
)"},
};

}  // namespace

std::span<const RuleInformation> channels() {
  return channels_rules;
}

}  // namespace vgen::tool::rule_families
