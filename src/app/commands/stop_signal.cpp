#include "app/commands/stop_signal.hpp"

#include <csignal>
#include <initializer_list>

namespace switchyard::app {
namespace {

sigset_t handled_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

void block_signals() {
  const sigset_t set = handled_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Signal wait_for_signal() {
  const sigset_t set = handled_signals();
  int number = 0;
  sigwait(&set, &number);
  return number == SIGHUP ? Signal::reload : Signal::stop;
}

}  // namespace switchyard::app
