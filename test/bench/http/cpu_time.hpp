#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace bench {

/// The CPU time of a process. The sum in nanoseconds is exact; the user part counts ticks of 10 ms.
struct CpuTime {
  double seconds = 0;
  double user_seconds = 0;

  friend CpuTime operator-(const CpuTime& a, const CpuTime& b) {
    return {a.seconds - b.seconds, a.user_seconds - b.user_seconds};
  }
};

/// The time of all running threads; 0 for process 0.
inline CpuTime cpu_time_of(int pid) {
  CpuTime sum;
  if (pid == 0) return sum;
  const std::string process = "/proc/" + std::to_string(pid);
  for (const auto& task : std::filesystem::directory_iterator(process + "/task")) {
    double nanoseconds = 0;
    if (std::ifstream(task.path() / "schedstat") >> nanoseconds) sum.seconds += nanoseconds / 1e9;
  }
  std::ifstream stat(process + "/stat");
  std::string text;
  std::getline(stat, text,
               ')');  // The name may contain spaces; the 14th field is the 12th after it.
  for (int field = 3; field < 14; ++field) stat >> text;
  double ticks = 0;
  double system_ticks = 0;
  stat >> ticks >> system_ticks;
  const auto hertz = static_cast<double>(sysconf(_SC_CLK_TCK));
  sum.user_seconds = ticks / hertz;
  if (sum.seconds == 0)
    sum.seconds = (ticks + system_ticks) / hertz;  // The kernel has no scheduler statistics.
  return sum;
}

}  // namespace bench
