#include <chrono>
#include <condition_variable>
#include <thread>

#include "access/access_store.hpp"
#include "access/directory.hpp"

namespace switchyard::access {

namespace {

constexpr std::chrono::milliseconds kPoll{250};

}  // namespace

struct DirectoryRefresher::Loop {
  Directory& directory;
  Log& log;
  std::mutex mutex;
  std::condition_variable changed;
  bool is_ending = false;
  bool was_told = false;
  bool is_failing = false;
  std::shared_ptr<void> listening;
  std::thread thread;

  Loop(Directory& directory_in, Log& log_in) : directory(directory_in), log(log_in) {
    listening = directory.control().listen(store::kChannel, [this](std::string_view) { tell(); });
    thread = std::thread([this] { run(); });
  }

  ~Loop() {
    listening.reset();
    {
      const std::lock_guard lock(mutex);
      is_ending = true;
    }
    changed.notify_all();
    thread.join();
  }

  void tell() {
    const std::lock_guard lock(mutex);
    was_told = true;
    changed.notify_all();
  }

  void run() {
    std::unique_lock lock(mutex);
    while (!is_ending) {
      changed.wait_for(lock, kPoll, [&] { return is_ending || was_told; });
      if (is_ending) return;
      was_told = false;
      lock.unlock();
      refresh();
      lock.lock();
    }
  }

  // A database that is away leaves the last snapshot in force; said once each way.
  void refresh() {
    try {
      directory.refresh();
      if (is_failing) log.info("the directory of applications is fresh again");
      is_failing = false;
    } catch (const std::exception& failure) {
      if (!is_failing) log.error("the directory of applications cannot be refreshed: revocations are not seen", {{"reason", std::string_view(failure.what())}});
      is_failing = true;
    }
  }
};

DirectoryRefresher::DirectoryRefresher(Directory& directory, Log& log) : loop_(std::make_unique<Loop>(directory, log)) {}

DirectoryRefresher::~DirectoryRefresher() = default;

}  // namespace switchyard::access
