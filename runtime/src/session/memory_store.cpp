#include <vgen/session/options.hpp>

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace vgen {
namespace {

class MemorySessionStore final : public SessionStore {
 public:
  void put(std::string_view id, std::string_view session, Time expires) override {
    const std::lock_guard lock(mutex_);
    sessions_.insert_or_assign(std::string(id), Kept{std::string(session), expires});
    ends_.emplace(expires, id);
  }
  std::optional<std::string> get(std::string_view id, Time now) override {
    const std::lock_guard lock(mutex_);
    remove_expired(now);
    const auto found = sessions_.find(id);
    return found == sessions_.end() ? std::nullopt : std::optional(found->second.session);
  }
  void remove(std::string_view id) override {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(id);
    if (found != sessions_.end()) sessions_.erase(found);
  }

 private:
  struct Kept {
    std::string session;
    Time expires;
  };

  void remove_expired(Time now) {
    while (!ends_.empty() && ends_.begin()->first <= now) {
      const auto found = sessions_.find(ends_.begin()->second);
      if (found != sessions_.end() && found->second.expires <= now) sessions_.erase(found);
      ends_.erase(ends_.begin());
    }
  }

  std::mutex mutex_;
  std::map<std::string, Kept, std::less<>> sessions_;
  std::multimap<Time, std::string> ends_;
};

}  // namespace

std::shared_ptr<SessionStore> make_memory_session_store() {
  return std::make_shared<MemorySessionStore>();
}

}  // namespace vgen
