// Schedules as a header declares them.
#include "api.gen.hpp"
#include "test/support/jobs_services.hpp"

#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>

namespace jobs {
namespace {

using namespace std::chrono_literals;
using Runs = std::map<std::string, int>;

TEST_CASE("jobs: a day of schedules", "[golden]") {
  Singletons singletons;
  vgen::testing::Client client(make(singletons));
  const int before = around_runs();
  client.advance(24h);
  // The 1st of January 2026 is a Thursday; in Berlin it is 3:00 at 2:00 UTC.
  CHECK(singletons.runs() == Runs{{"purge", 1}, {"report", 44}, {"refresh", 24 * 60}});
  CHECK(around_runs() - before == 1 + 44 + 24 * 60);
}

TEST_CASE("jobs: by the generated names", "[golden]") {
  Singletons singletons;
  vgen::testing::Client client(make(singletons));
  CHECK(client.run(ApiTask::report).outcome == vgen::TaskResult::Outcome::done);
  CHECK(client.run(ApiTask::refresh_on_sunday).outcome == vgen::TaskResult::Outcome::done);
  CHECK(singletons.runs() == Runs{{"report", 1}, {"refresh", 1}});
  CHECK(name_of(ApiTask::purge) == "purge");
  CHECK(client.post("/refresh").status == 204);
}

}  // namespace
}  // namespace jobs
