#include "admin.hpp"

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/http_row.hpp>

#include <memory>
#include <new>
#include <utility>

namespace vgen::server {
namespace {

/// The services are the figures.
struct AdminServices {
  const Metrics* metrics = nullptr;
  const std::function<std::string()>* further = nullptr;
};

class AdminFoundation final : public Foundation {
 public:
  AdminFoundation(const Metrics& metrics, std::function<std::string()> further)
      : metrics_(metrics), further_(std::move(further)) {}

  [[nodiscard]] TypeSlot services_slot() const noexcept override { return slot_of<AdminServices>; }
  void make_services(void* storage, Call& /*call*/) override {
    ::new (storage) AdminServices{.metrics = &metrics_, .further = &further_};
  }
  [[nodiscard]] TypeSlot session_slot() const noexcept override { return {}; }
  bool make_session(void* /*storage*/, const Request& /*request*/) override { return false; }

 private:
  const Metrics& metrics_;
  const std::function<std::string()> further_;
};

Progress answer_metrics(HostedCall& call) {
  const auto& services = *static_cast<const AdminServices*>(call.services);
  call.set_header("Cache-Control", "no-store");
  std::string text = services.metrics->text();
  if (*services.further != nullptr) text += (*services.further)();
  call.set_body("text/plain; version=0.0.4; charset=utf-8", std::move(text));
  call.outlet().nothing(call);
  return Progress::finished;
}

constexpr HttpRow rows[] = {{.endpoint = {.name = "metrics", .run = answer_metrics},
                             .method = Method::get,
                             .path = "/metrics",
                             .status = 200}};
constexpr ApiDefinition definition{.name = "admin", .http = rows};

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1" || host == "[::1]";
}

}  // namespace

Api make_admin_api(const Metrics& metrics, std::function<std::string()> further) {
  return {definition, std::make_unique<AdminFoundation>(metrics, std::move(further))};
}

/// Pages of attackers must not reach a listener of this machine by a name of their own.
ServerOptions admin_options(const ServerOptions& options) {
  ServerOptions admin;
  admin.host = options.admin_host;
  admin.port = options.admin_port.value_or(0);
  admin.limits.connections = 64;
  admin.documents = {.openapi = false, .asyncapi = false, .docs = false, .health = true};
  if (is_loopback(options.admin_host)) admin.allowed_hosts = {"127.0.0.1", "localhost", "[::1]"};
  admin.server = options.server;
  admin.log = options.log;
  admin.clock = options.clock;
  admin.not_ready = options.not_ready;
  return admin;
}

}  // namespace vgen::server
