#include <vgen/dispatch/api.hpp>

#include <vgen/dispatch/session_schemes.hpp>
#include <vgen/pubsub/hub_core.hpp>

#include <span>
#include <string>

namespace vgen {

std::string challenge_of(const SecurityRow& row) {
  std::string name(row.name);
  switch (row.kind) {
    case SecurityRow::Kind::bearer_jwt:
    case SecurityRow::Kind::bearer: return "Bearer";
    case SecurityRow::Kind::authorization: return name;
    case SecurityRow::Kind::api_key: return "ApiKey header=\"" + name + '"';
    case SecurityRow::Kind::cookie: return "Cookie cookie-name=\"" + name + '"';
  }
  return "";
}

std::string challenge_of(std::span<const SecurityRow> rows) {
  std::string text;
  for (const SecurityRow& row : rows) text += (text.empty() ? "" : ", ") + challenge_of(row);
  return text;
}

Api::Api(const ApiDefinition& definition, std::unique_ptr<Foundation> foundation)
    : definition_(&definition),
      foundation_(std::move(foundation)),
      services_slot_(foundation_ != nullptr ? foundation_->services_slot() : TypeSlot{}),
      hub_(std::make_shared<HubCore>(definition.topics)) {}

void Api::prepare_sessions(const SessionOptions& options) {
  if (definition_->make_schemes == nullptr) return;
  if (foundation_->session_slot().size != 0) return;  // a resolver finds them
  schemes_ = definition_->make_schemes(*definition_, *foundation_, options);
}

TypeSlot Api::session_slot() const noexcept {
  if (schemes_ == nullptr) return foundation_->session_slot();
  if (definition_->session != nullptr) return definition_->session->type;
  const TypeSlot of_tokens = foundation_->credential_slot(Credential::token);
  return of_tokens.size != 0 ? of_tokens : foundation_->credential_slot(Credential::api_key);
}

void Api::use_hub(std::shared_ptr<EventHub> hub) {
  hub_.core().use(std::move(hub));
}

void Api::use_presence(std::shared_ptr<PresenceStore> presence) {
  hub_.core().use(std::move(presence));
}

Apis prepared(Apis apis, const SessionOptions& options) {
  for (Api& api : apis.list()) {
    api.hub().core().check();
    api.prepare_sessions(options);
  }
  return apis;
}

}  // namespace vgen
