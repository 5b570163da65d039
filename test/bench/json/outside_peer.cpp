#include "outside_peer.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace bench {

struct OutsidePeer::Pipes {
  FILE* to = nullptr;
  FILE* from = nullptr;
  pid_t process = -1;
};

namespace {

[[noreturn]] void give_up(const std::string& name, const std::string& why) {
  std::fprintf(stderr, "json_bench: the peer '%s' %s\n", name.c_str(), why.c_str());
  std::exit(1);
}

}  // namespace

OutsidePeer::OutsidePeer(std::string name, const std::string& command)
    : name_(std::move(name)), pipes_(std::make_unique<Pipes>()) {
  std::array<int, 2> requests{};
  std::array<int, 2> answers{};
  // A second peer must not hold the first one's input open: a peer ends with its input.
  if (::pipe2(requests.data(), O_CLOEXEC) != 0 || ::pipe2(answers.data(), O_CLOEXEC) != 0)
    give_up(name_, "cannot be started");
  pipes_->process = ::fork();
  if (pipes_->process < 0) give_up(name_, "cannot be started");
  if (pipes_->process == 0) {
    ::dup2(requests[0], STDIN_FILENO);
    ::dup2(answers[1], STDOUT_FILENO);
    ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
    ::_exit(127);
  }
  ::close(requests[0]);
  ::close(answers[1]);
  pipes_->to = ::fdopen(requests[1], "w");
  pipes_->from = ::fdopen(answers[0], "r");
}

OutsidePeer::~OutsidePeer() {
  std::fclose(pipes_->to);
  std::fclose(pipes_->from);
  ::waitpid(pipes_->process, nullptr, 0);
}

std::optional<double> OutsidePeer::run(const Task& task, int passes) {
  std::fprintf(pipes_->to, "%s %s %s %d\n", task.operation.c_str(), task.shape.c_str(),
               task.file.c_str(), passes);
  std::fflush(pipes_->to);
  std::array<char, 100> line{};
  if (std::fgets(line.data(), static_cast<int>(line.size()), pipes_->from) == nullptr)
    give_up(name_, "has ended without an answer");
  const std::string answer(line.data());
  if (answer == "no\n") return std::nullopt;
  char* end = nullptr;
  const double seconds = std::strtod(answer.c_str(), &end);
  if (end == answer.c_str() || seconds < 0) give_up(name_, "answers " + answer);
  return seconds;
}

}  // namespace bench
