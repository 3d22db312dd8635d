// Runs a program that is not trusted: it gets one file to read and two pipes to write, and nothing else of ours.
//
// It has no environment, no standard input, no file descriptor beyond those, no way to gain rights, limits on memory, processor time,
// files and children, and where the kernel allows it no network and no user of the machine (namespaces of its own). It cannot write
// a file. What is over the wall-clock limit is ended with all of its process group. Source: prctl(2), getrlimit(2), unshare(2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::adapters {

struct ProgramLimits {
  std::size_t memory_size_max = 768u << 20;  // Of its address space, bytes.
  unsigned cpu_seconds_max = 20;
  unsigned wall_clock_ms_max = 30'000;
  std::size_t output_size_max = 128u << 20;  // Bytes of its standard output.
  std::size_t open_file_count_max = 32;
};

struct ProgramRun {
  enum class End : std::uint8_t { exited, signalled, timed_out, output_too_large };
  End end = End::exited;
  int exit_code = 0;  // Where it exited.
  int signal = 0;     // Where it was signalled.
  std::string output;
  std::string errors;  // Of its standard error, the first 8 KiB.
};

// What the program finds as kInputPath; nothing is written to disk.
inline constexpr std::string_view kInputPath = "/proc/self/fd/3";

// `arguments` follow the program's own name. Throws std::system_error where the machine refuses a pipe, a process or the confinement.
// Any thread; waits for the end.
[[nodiscard]] ProgramRun run_confined(const std::string& program, const std::vector<std::string>& arguments, std::string_view input,
                                      const ProgramLimits& limits);

}  // namespace switchyard::adapters
