// The functions of test/golden/jobs.
#include "api.gen.hpp"
#include "test/support/jobs_services.hpp"

#include <vgen/task.hpp>

#include <atomic>
#include <stdexcept>
#include <utility>

namespace jobs {
namespace {

std::atomic<int> runs_of_middleware = 0;

}  // namespace

int around_runs() {
  return runs_of_middleware;
}

vgen::Task<void> around(vgen::Call& call, vgen::Next& next) {
  if (call.scheduled_at()) ++runs_of_middleware;
  auto rest = next();
  co_await std::move(rest);
}

void purge(Services& services) {
  services.singletons.count("purge");
}
vgen::Task<void> report(Services& services) {
  services.singletons.count("report");
  co_return;
}
void refresh(Services& services) {
  services.singletons.count("refresh");
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): the header declares it so
vgen::Result<Answer, Refused> ask(Services& services, Ask in) {
  if (in.name == "refuse") return Refused{in.name};
  if (in.name == "throw") throw std::runtime_error("no disk");
  if (in.name == "wait" && !services.singletons.block(in.name, services.call.stop_token()))
    in.name = "stopped";
  services.call.set_header("X-Thread", "worker");
  services.singletons.count("ask");
  return Answer{in.name};
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): the header declares it so
std::string redirect(Services& services, Ask in) {
  services.call.redirect("/elsewhere");
  return in.name;
}

vgen::Api make(Singletons& singletons) {
  return api(singletons, [](Singletons& all, vgen::Call& call) { return Services{all, call}; });
}

}  // namespace jobs
