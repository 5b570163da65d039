/// The limit on open connections, which the loops of a server share.
#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

namespace vgen::server {

/// A loop that accepts connections. Its functions may be called from any thread.
class Accepting {
 public:
  /// There may be room for a connection that waits.
  virtual void post_accept() = 0;
  /// Another loop needs room: closes an idle connection. If there is none, asks the next loop, as
  /// long as `loops` are left.
  virtual void post_make_room(std::size_t loops) = 0;

 protected:
  Accepting() = default;
  ~Accepting() = default;
  Accepting(const Accepting&) = default;
  Accepting& operator=(const Accepting&) = default;
};

/// Counts the connections of all loops. Outlives the loops.
class ConnectionLimit {
 public:
  explicit ConnectionLimit(std::size_t most) : most_(most) {}

  /// Adds a loop, before any loop runs. Returns its index.
  std::size_t add(Accepting& loop) {
    loops_.push_back(&loop);
    return loops_.size() - 1;
  }
  /// Takes a place for a connection. Returns false if there is none. For any thread.
  [[nodiscard]] bool take() noexcept {
    std::size_t open = open_;
    while (open < most_) {
      if (open_.compare_exchange_weak(open, open + 1)) return true;
    }
    return false;
  }
  void give_back() {
    open_.fetch_sub(1);
    if (!waited_for_.exchange(false)) return;
    for (Accepting* const loop : loops_) loop->post_accept();
  }
  /// A connection waits for a place.
  void wait() noexcept { waited_for_ = true; }
  /// Asks the loop after this one for a place. `loops`: the number of loops that may be asked.
  void ask_after(std::size_t index, std::size_t loops) {
    if (loops != 0) loops_[(index + 1) % loops_.size()]->post_make_room(loops - 1);
  }
  [[nodiscard]] std::size_t other_loops() const noexcept { return loops_.size() - 1; }
  [[nodiscard]] std::size_t most() const noexcept { return most_; }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> open_ = 0;
  std::atomic<bool> waited_for_ = false;
  std::vector<Accepting*> loops_;
};

}  // namespace vgen::server
