#include <vgen/channel/channel_store.hpp>

#include <vgen/core/fields.hpp>

#include <utility>

namespace vgen {
namespace {

/// The form of the text. Another one is another number.
constexpr std::string_view record_form = "1";

using std::chrono::duration_cast;
using std::chrono::milliseconds;

void append_number(std::string& text, std::uint64_t number) {
  append_field(text, std::to_string(number));
}

void append_time(std::string& text, ChannelRecord::Time time) {
  append_field(text, std::to_string(duration_cast<milliseconds>(time.time_since_epoch()).count()));
}

/// Takes fields out of a text. After a fault all are empty.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) noexcept : text_(text) {}

  std::string text() {
    const std::optional<std::string_view> field = take_field(text_);
    if (field) return std::string(*field);
    fail();
    return {};
  }
  std::int64_t number() { return number_of(text()); }
  /// How many parts follow. Each has at least one field of two bytes.
  std::size_t count() {
    const std::int64_t count = number();
    if (count >= 0 && static_cast<std::size_t>(count) <= text_.size() / 2)
      return static_cast<std::size_t>(count);
    fail();
    return 0;
  }
  bool flag() { return number() == 1; }
  ChannelRecord::Time time() { return ChannelRecord::Time(milliseconds(number())); }
  [[nodiscard]] bool is_good() const noexcept { return is_good_ && text_.empty(); }

 private:
  void fail() noexcept {
    is_good_ = false;
    text_ = {};
  }

  std::string_view text_;
  bool is_good_ = true;
};

}  // namespace

std::string text_of(const ChannelRecord& record) {
  std::string text;
  append_field(text, record_form);
  for (const std::string* const part :
       {&record.id, &record.api, &record.channel, &record.request.method, &record.request.target,
        &record.request.remote_address, &record.request.forwarded_host})
    append_field(text, *part);
  append_number(text, static_cast<std::uint64_t>(record.request.scheme));
  append_number(text, record.request.headers.size());
  for (const auto& [name, value] : record.request.headers) {
    append_field(text, name);
    append_field(text, value);
  }
  append_number(text, record.session ? 1 : 0);
  append_field(text, record.session.value_or(std::string()));
  append_number(text, record.session_expires ? 1 : 0);
  append_time(text, record.session_expires.value_or(ChannelRecord::Time()));
  append_field(text, record.state);
  append_number(text, record.subscriptions.size());
  for (const StoredSubscription& subscription : record.subscriptions) {
    append_field(text, subscription.topic);
    append_number(text, subscription.at ? 1 : 0);
    append_field(text, epoch_text(subscription.at.value_or(TopicPosition()).epoch));
    append_number(text, subscription.at.value_or(TopicPosition()).offset);
  }
  append_number(text, record.presence.size());
  for (const StoredPresence& presence : record.presence) {
    append_field(text, presence.topic_name);
    append_field(text, presence.data);
  }
  append_number(text, record.has_handle ? 1 : 0);
  append_time(text, record.expires);
  return text;
}

std::optional<ChannelRecord> record_of(std::string_view text) {
  FieldReader in(text);
  if (in.text() != record_form) return std::nullopt;
  ChannelRecord record;
  for (std::string* const part :
       {&record.id, &record.api, &record.channel, &record.request.method, &record.request.target,
        &record.request.remote_address, &record.request.forwarded_host})
    *part = in.text();
  const std::int64_t scheme = in.number();
  if (scheme < 0 || scheme > static_cast<std::int64_t>(Scheme::https)) return std::nullopt;
  record.request.scheme = static_cast<Scheme>(scheme);
  for (std::size_t left = in.count(); left != 0; --left) {
    std::string name = in.text();
    record.request.headers.emplace_back(std::move(name), in.text());
  }
  const bool has_session = in.flag();
  std::string session = in.text();
  if (has_session) record.session = std::move(session);
  const bool has_end = in.flag();
  const ChannelRecord::Time end = in.time();
  if (has_end) record.session_expires = end;
  record.state = in.text();
  for (std::size_t left = in.count(); left != 0; --left) {
    StoredSubscription subscription{.topic = in.text()};
    const bool has_position = in.flag();
    const std::uint64_t epoch = epoch_of(in.text());
    const auto offset = static_cast<std::uint64_t>(in.number());
    if (has_position) subscription.at = TopicPosition{.epoch = epoch, .offset = offset};
    record.subscriptions.push_back(std::move(subscription));
  }
  for (std::size_t left = in.count(); left != 0; --left) {
    StoredPresence presence{.topic_name = in.text()};
    presence.data = in.text();
    record.presence.push_back(std::move(presence));
  }
  record.has_handle = in.flag();
  record.expires = in.time();
  return in.is_good() ? std::optional(std::move(record)) : std::nullopt;
}

}  // namespace vgen
