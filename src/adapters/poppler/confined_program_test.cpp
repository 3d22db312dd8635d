// What a confined program can and cannot do, told by a shell in its place.
#include <gtest/gtest.h>

#include <filesystem>

#include "adapters/poppler/confined_program.hpp"

namespace switchyard::adapters {
namespace {

ProgramRun shell(const std::string& script, const ProgramLimits& limits = {}, std::string_view input = "") {
  return run_confined("/bin/sh", {"-c", script}, input, limits);
}

TEST(ConfinedProgram, ReadsItsInputAndGivesOutputErrorsAndExitCode) {
  const auto run = shell("read line < " + std::string(kInputPath) + "; echo \"got $line\"; echo bad >&2; exit 3", {}, "hello\n");
  EXPECT_EQ(run.end, ProgramRun::End::exited);
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_EQ(run.output, "got hello\n");
  EXPECT_EQ(run.errors, "bad\n");
}

TEST(ConfinedProgram, HasNoEnvironmentNoStandardInputAndNoOtherDescriptor) {
  EXPECT_EQ(run_confined("/usr/bin/env", {}, "", {}).output, "");
  EXPECT_EQ(shell("read line; echo \"$?$line\"").output, "1\n");
  // The glob's own descriptor is the last one.
  EXPECT_EQ(shell("cd /proc/self/fd; echo *").output, "0 1 2 3 4\n");
}

TEST(ConfinedProgram, CannotGainRightsNorWriteAFile) {
  EXPECT_EQ(shell("while read key value; do case $key in NoNewPrivs:) echo $value;; esac; done < /proc/self/status").output, "1\n");
  const auto file = std::filesystem::temp_directory_path() / "switchyard-confined-test";
  EXPECT_EQ(shell("echo x > " + file.string()).end, ProgramRun::End::signalled);
  EXPECT_TRUE(!std::filesystem::exists(file) || std::filesystem::file_size(file) == 0);
  std::filesystem::remove(file);
}

TEST(ConfinedProgram, HasTheLimitsOfMemoryTimeAndFiles) {
  EXPECT_EQ(shell("ulimit -v; ulimit -t; ulimit -n; ulimit -f; ulimit -c", {.memory_size_max = 512u << 20, .cpu_seconds_max = 7, .open_file_count_max = 20}).output,
            "524288\n7\n20\n0\n0\n");
}

TEST(ConfinedProgram, IsEndedAtTheWallClockWithAllThatItStarted) {
  EXPECT_EQ(shell("while :; do :; done", {.wall_clock_ms_max = 100}).end, ProgramRun::End::timed_out);
  // The pipe is held open by whoever is left of the group.
  EXPECT_EQ(shell("while :; do :; done & while :; do :; done", {.wall_clock_ms_max = 100}).end, ProgramRun::End::timed_out);
}

TEST(ConfinedProgram, LeavesNothingBehindThatHoldsItsPipesOpen) {
  const auto run = shell("echo done; (while :; do :; done) & exit 0", {.wall_clock_ms_max = 5'000});
  EXPECT_NE(run.end, ProgramRun::End::timed_out);
  EXPECT_EQ(run.output, "done\n");
}

TEST(ConfinedProgram, IsEndedOverTheLimitOfOutputAndItsErrorsAreCut) {
  EXPECT_EQ(shell("while :; do echo 0123456789; done", {.output_size_max = 1'000}).end, ProgramRun::End::output_too_large);
  EXPECT_EQ(shell("printf 0123456789", {.output_size_max = 10}).output, "0123456789");
  EXPECT_EQ(shell("printf %20000d 1 >&2").errors.size(), 8'192u);
}

TEST(ConfinedProgram, ASignalIsTold) {
  const auto run = shell("kill -9 $$");
  EXPECT_EQ(run.end, ProgramRun::End::signalled);
  EXPECT_EQ(run.signal, 9);
}

}  // namespace
}  // namespace switchyard::adapters
