#include <vgen/dispatch/worker_pool.hpp>

#include <catch2/catch.hpp>

#include <future>
#include <mutex>
#include <string>

namespace vgen {
namespace {

/// Notes that it has run, after it was let go on.
class Letter final : public WorkerPool::Job {
 public:
  Letter(char letter, std::string& ran, std::mutex& mutex)
      : letter_(letter), ran_(ran), mutex_(mutex) {}

  void work() noexcept override {
    begun.set_value();
    go_on.get_future().wait();
    {
      const std::lock_guard lock(mutex_);
      ran_ += letter_;
    }
    ended.set_value();
  }

  std::promise<void> begun;
  std::promise<void> go_on;
  std::promise<void> ended;

 private:
  char letter_;
  std::string& ran_;
  std::mutex& mutex_;
};

struct Fixture {
  std::string ran;
  std::mutex mutex;
  Letter a{'a', ran, mutex};
  Letter b{'b', ran, mutex};
  Letter c{'c', ran, mutex};
};

TEST_CASE_METHOD(Fixture, "workers: jobs run in their order, and so many may wait", "[dispatch]") {
  WorkerPool pool(1, 1);
  REQUIRE(pool.post(a));
  a.begun.get_future().wait();
  REQUIRE(pool.post(b));
  CHECK_FALSE(pool.post(c));
  a.go_on.set_value();
  b.begun.get_future().wait();
  CHECK(pool.post(c));
  b.go_on.set_value();
  c.go_on.set_value();
  c.ended.get_future().wait();
  CHECK(ran == "abc");
}

TEST_CASE_METHOD(Fixture, "workers: a job that waits can be taken out", "[dispatch]") {
  WorkerPool pool(1, 2);
  REQUIRE(pool.post(a));
  a.begun.get_future().wait();
  REQUIRE(pool.post(b));
  REQUIRE(pool.post(c));
  CHECK_FALSE(pool.remove(a));
  CHECK(pool.remove(b));
  CHECK_FALSE(pool.remove(b));
  a.go_on.set_value();
  c.go_on.set_value();
  c.ended.get_future().wait();
  CHECK(ran == "ac");
}

TEST_CASE_METHOD(Fixture, "workers: the end waits for what runs, not for what waits",
                 "[dispatch]") {
  {
    WorkerPool pool(1, 2);
    REQUIRE(pool.post(a));
    a.begun.get_future().wait();
    REQUIRE(pool.post(b));
    a.go_on.set_value();
    b.go_on.set_value();
  }
  CHECK(ran.starts_with('a'));
}

TEST_CASE_METHOD(Fixture, "workers: several at once", "[dispatch]") {
  WorkerPool pool(2, 0);
  REQUIRE(pool.post(a));
  REQUIRE(pool.post(b));
  CHECK_FALSE(pool.post(c));
  a.begun.get_future().wait();
  b.begun.get_future().wait();
  a.go_on.set_value();
  b.go_on.set_value();
}

}  // namespace
}  // namespace vgen
