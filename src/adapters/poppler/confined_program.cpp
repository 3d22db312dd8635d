#include "adapters/poppler/confined_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace switchyard::adapters {
namespace {

constexpr int kInputDescriptor = 3;
constexpr int kFirstOwnDescriptor = 10;   // Ours lie above those that the program gets.
constexpr int kConfinementFailed = 126;   // Exit codes of the child before it is the program, as shells have them.
constexpr int kProgramNotRun = 127;
constexpr std::size_t kErrorsKept = 8192;

int checked(int outcome, const char* what) {
  if (outcome < 0) throw std::system_error(errno, std::generic_category(), what);
  return outcome;
}

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  [[nodiscard]] int number() const { return number_; }
  // The same file under a number that no program is given.
  [[nodiscard]] Descriptor raised() const {
    return Descriptor(checked(::fcntl(number_, F_DUPFD_CLOEXEC, kFirstOwnDescriptor), "fcntl"));
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor reader;
  Descriptor writer;
};

Pipe new_pipe() {
  std::array<int, 2> ends{};
  checked(::pipe2(ends.data(), O_CLOEXEC), "pipe2");
  const Descriptor reader(ends[0]);
  const Descriptor writer(ends[1]);
  Pipe pipe{reader.raised(), writer.raised()};
  checked(::fcntl(pipe.reader.number(), F_SETFL, O_NONBLOCK), "fcntl");
  return pipe;
}

Descriptor memory_file(std::string_view bytes) {
  const Descriptor made(checked(::memfd_create("switchyard-input", MFD_CLOEXEC | MFD_ALLOW_SEALING), "memfd_create"));
  Descriptor file = made.raised();
  while (!bytes.empty()) {
    const auto written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    checked(static_cast<int>(std::min<ssize_t>(written, 0)), "write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  checked(::fcntl(file.number(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL), "fcntl");
  return file;
}

Descriptor timer_of(unsigned milliseconds) {
  const Descriptor made(checked(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), "timerfd_create"));
  Descriptor timer = made.raised();
  itimerspec at{};
  at.it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = static_cast<long>(milliseconds % 1000) * 1'000'000};
  checked(::timerfd_settime(timer.number(), 0, &at, nullptr), "timerfd_settime");
  return timer;
}

// All that the child needs, made before there is one: after fork() in a process of many threads it may not allocate.
struct Confinement {
  const char* program;
  char* const* arguments;
  int input;
  int output;
  int errors;
  const ProgramLimits& limits;
};

bool limit(int resource, std::size_t value) {
  const rlimit both{.rlim_cur = value, .rlim_max = value};
  return ::setrlimit(static_cast<__rlimit_resource_t>(resource), &both) == 0;
}

// Only calls that are safe between fork and exec.
[[noreturn]] void become(const Confinement& to) {
  ::setpgid(0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  const int empty = ::open("/dev/null", O_RDONLY);
  const bool wired = ::dup2(empty, STDIN_FILENO) >= 0 && ::dup2(to.output, STDOUT_FILENO) >= 0 && ::dup2(to.errors, STDERR_FILENO) >= 0 &&
                     ::dup2(to.input, kInputDescriptor) >= 0 && ::close_range(kInputDescriptor + 1, ~0U, 0) == 0;
  // A kernel that gives no namespaces to common users still gives the rest.
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) != 0) ::unshare(CLONE_NEWNET);
  const bool confined = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                        limit(RLIMIT_AS, to.limits.memory_size_max) && limit(RLIMIT_CPU, to.limits.cpu_seconds_max) && limit(RLIMIT_FSIZE, 0) &&
                        limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, to.limits.open_file_count_max) && ::chdir("/") == 0;
  if (!wired || !confined) ::_exit(kConfinementFailed);
  std::array<char*, 1> no_environment{nullptr};
  ::execve(to.program, to.arguments, no_environment.data());
  ::_exit(kProgramNotRun);
}

// A running child, with all of its group ended and waited for at the latest here.
class Child {
 public:
  explicit Child(const Confinement& confinement) : id_(::fork()) {
    if (id_ == 0) become(confinement);
    checked(id_, "fork");
    ::setpgid(id_, id_);  // In both, so that it is done whoever runs first.
    ended_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, id_, 0)));
    if (ended_.number() < 0) {
      const int reason = errno;
      wait();
      throw std::system_error(reason, std::generic_category(), "pidfd_open");
    }
  }
  ~Child() {
    if (!waited_) wait();
  }
  void kill() const {
    ::kill(-id_, SIGKILL);
    ::kill(id_, SIGKILL);
  }
  [[nodiscard]] int ended() const { return ended_.number(); }
  // Its status as waitpid gives it.
  int wait() {
    kill();  // What it may have left behind in its group, and itself where it still runs.
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    waited_ = true;
    return status;
  }

 private:
  pid_t id_;
  bool waited_ = false;
  Descriptor ended_;
};

// Takes what the pipe has now. False at its end.
bool drain(Descriptor& pipe, std::string& into, std::size_t kept_max) {
  std::array<char, 65536> chunk;
  while (true) {
    const auto got = ::read(pipe.number(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    into.append(chunk.data(), std::min(static_cast<std::size_t>(got), kept_max - std::min(kept_max, into.size())));
    if (into.size() >= kept_max && kept_max > kErrorsKept) return true;  // Of the output: the caller ends it.
  }
}

void follow(Child& child, Pipe& output, Pipe& errors, unsigned wall_clock_ms, std::size_t output_size_max, ProgramRun& run) {
  const Descriptor timer = timer_of(wall_clock_ms);
  const std::size_t kept_max = output_size_max + 1;
  bool running = true;
  while (running) {
    std::array<pollfd, 4> waits{pollfd{output.reader.number(), POLLIN, 0}, pollfd{errors.reader.number(), POLLIN, 0},
                                pollfd{timer.number(), POLLIN, 0}, pollfd{child.ended(), POLLIN, 0}};
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) checked(-1, "poll");
    running = waits[3].revents == 0;
    if (output.reader.number() >= 0 && !drain(output.reader, run.output, kept_max)) output.reader.close();
    if (errors.reader.number() >= 0 && !drain(errors.reader, run.errors, kErrorsKept)) errors.reader.close();
    if (run.output.size() > output_size_max) run.end = ProgramRun::End::output_too_large;
    if (running && waits[2].revents != 0) run.end = ProgramRun::End::timed_out;
    if (run.end != ProgramRun::End::exited) return;
  }
}

}  // namespace

ProgramRun run_confined(const std::string& program, const std::vector<std::string>& arguments, std::string_view input, const ProgramLimits& limits) {
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const Descriptor file = memory_file(input);
  Pipe output = new_pipe();
  Pipe errors = new_pipe();
  Child child({program.c_str(), pointers.data(), file.number(), output.writer.number(), errors.writer.number(), limits});
  output.writer.close();
  errors.writer.close();
  ProgramRun run;
  follow(child, output, errors, limits.wall_clock_ms_max, limits.output_size_max, run);
  const int status = child.wait();
  if (run.end != ProgramRun::End::exited) return run;
  if (WIFSIGNALED(status)) {
    run.end = ProgramRun::End::signalled;
    run.signal = WTERMSIG(status);
    return run;
  }
  run.exit_code = WEXITSTATUS(status);
  if (run.exit_code == kConfinementFailed && run.errors.empty()) {
    throw std::system_error(EPERM, std::generic_category(), "the machine does not let " + program + " be confined");
  }
  return run;
}

}  // namespace switchyard::adapters
