#include <vgen/dispatch/api.hpp>

#include <vgen/pubsub/hub_core.hpp>

namespace vgen {

Api::Api(const ApiDefinition& definition, std::unique_ptr<Foundation> foundation)
    : definition_(&definition),
      foundation_(std::move(foundation)),
      hub_(std::make_shared<HubCore>(definition.topics)) {}

void Api::use_hub(std::shared_ptr<EventHub> hub) {
  hub_.core().use(std::move(hub));
}

}  // namespace vgen
