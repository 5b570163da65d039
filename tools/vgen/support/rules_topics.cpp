#include "tools/vgen/support/rule_families.hpp"

namespace vgen::tool::rule_families {
namespace {

constexpr RuleInformation topics_rules[] = {
    {Rule::topic_name, "VG4101", "topic_name", Severity::error, "a name that no topic can have",
     R"(The name of a topic has segments between slashes, as a path without the first slash. A
segment is fixed, with letters, digits, '-', '.', '_' and '~', or a parameter. Each topic is a
constant of its own, because channels refer to it by its C++ name.

    inline constexpr vgen::Topic<Event, std::string> todo_events{.name = "todos/{label}"};
)"},
    {Rule::topic_parameters, "VG4102", "topic_parameters", Severity::error,
     "parameters of a topic that do not fit its type",
     R"(The type of a topic has one type for each parameter of its name, in their order. So a
publication with other parameters does not compile. A parameter is a std::string, a number, a bool,
an enum or a point in time.

    inline constexpr vgen::Topic<Event> events{.name = "todos/{label}"};                // refused
    inline constexpr vgen::Topic<Event, std::string> events{.name = "todos/{label}"};
)"},
    {Rule::duplicate_topic, "VG4103", "duplicate_topic", Severity::error,
     "two topics that cannot be told apart",
     R"(Clients name a topic by its text, so no text may belong to two topics. A channel has each
topic once.

    inline constexpr vgen::Topic<Event, std::string> events{.name = "todos/{label}"};
    inline constexpr vgen::Topic<Alarm> alarms{.name = "todos/alarms"};    // refused
    inline constexpr vgen::Topic<Alarm> alarms{.name = "alarms"};
)"},
    {Rule::topic_message, "VG4104", "topic_message", Severity::error,
     "messages of a topic without a name",
     R"(The type of the messages has a name, by which clients and documents know it.

    inline constexpr vgen::Topic<std::variant<Added, Removed>> events{.name = "events"};  // refused
    using Event = std::variant<Added, Removed>;
    inline constexpr vgen::Topic<Event> events{.name = "events"};
)"},
    {Rule::topic_permission, "VG4105", "topic_permission", Severity::error,
     "a function that cannot be the permission of a topic",
     R"(The permission of a topic is asked when a client subscribes. It takes the services, the
parameters of the topic and the session, and returns bool or Task<bool>. Without the session it is
also asked for clients that have none.

    bool may_see_label(Services&, const std::string& label, const Session& session);
    .topics = {{.topic = todo_events, .permission = may_see_label}}
)"},
    {Rule::open_topic, "VG4106", "open_topic", Severity::warning,
     "a topic to which every client may subscribe",
     R"(The API has sessions, but no permission guards the topic: every client of the channel sees
its messages. If that is meant, say so by a permission that returns true.

    bool anybody(Services&) { return true; }
    .topics = {{.topic = news, .permission = anybody}}
)"},
    {Rule::topic_presence, "VG4107", "topic_presence", Severity::error,
     "a type that cannot describe the subscribers of a topic",
     R"(Subscribers of a topic with presence see each other as values of one struct. Clients get
these values, and the server reads them for vgen::Hub::present. So each field is written and read.

    struct Member {
      std::string_view name;                            // refused: a view cannot be read
      std::string name;
    };
    inline constexpr vgen::Topic<Event> events{.name = "events",
                                               .presence = vgen::presence<Member>};
)"},
};

}  // namespace

std::span<const RuleInformation> topics() {
  return topics_rules;
}

}  // namespace vgen::tool::rule_families
