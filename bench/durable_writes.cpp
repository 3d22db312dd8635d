// How many single durable writes a second: many callers, one row and one durable commit each, on one SQLite file.
//
//   durable_writes MODE --callers N --seconds N --directory DIR
//
// MODE is `writer` (Switchyard's Database port: one writer thread that groups commits), `connections` (plain libsqlite3, a
// connection a caller, BEGIN IMMEDIATE … COMMIT each) or `one_connection` (the same on one connection behind a mutex, so that
// nobody waits in SQLite's busy handler). All in WAL mode with synchronous=FULL. Prints one JSON object. Peers:
// bench/peers/README.md.
#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "adapters/sqlite/sqlite.hpp"

namespace {

using namespace switchyard;
using Steady = std::chrono::steady_clock;

constexpr const char* kTable = "CREATE TABLE orders (id BIGINT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID";
constexpr std::string_view kInsert = "INSERT INTO orders (id, body) VALUES ($1, $2)";
const std::string kBody(200, 'x');

struct Task {
  std::string mode;
  int callers = 64;
  int seconds = 2;
  std::string directory;
  std::string file;
};

// Ids grow per caller and never meet.
std::int64_t id_of(int caller, std::int64_t number) { return (static_cast<std::int64_t>(caller) << 40) + number; }

// Runs `write(caller, number)` on every caller's thread until the time is over; how many returned, and in how long.
struct Count {
  std::int64_t writes = 0;
  double seconds = 0;
};
Count run_callers(const Task& task, const std::function<std::function<void(std::int64_t)>(int caller)>& writer_of) {
  std::atomic<std::int64_t> writes = 0;
  std::atomic<bool> over = false;
  std::vector<std::function<void(std::int64_t)>> writers;
  for (int caller = 0; caller < task.callers; ++caller) writers.push_back(writer_of(caller));
  const auto begin = Steady::now();
  std::vector<std::thread> threads;
  for (int caller = 0; caller < task.callers; ++caller) {
    threads.emplace_back([&, caller] {
      for (std::int64_t number = 0; !over; ++number) {
        writers[static_cast<std::size_t>(caller)](id_of(caller, number));
        ++writes;
      }
    });
  }
  std::this_thread::sleep_until(begin + std::chrono::seconds(task.seconds));
  over = true;
  for (std::thread& thread : threads) thread.join();
  return {writes, std::chrono::duration<double>(Steady::now() - begin).count()};
}

Count run_writer(const Task& task) {
  const auto database = adapters::open_sqlite({.file = task.file});
  database->write([](SqlTransaction& transaction) {
    transaction.execute(kTable, {});
    return true;
  });
  return run_callers(task, [&](int) {
    return [&](std::int64_t id) {
      database->write([id](SqlTransaction& transaction) {
        transaction.execute(kInsert, {id, std::string_view(kBody)});
        return true;
      });
    };
  });
}

// A plain connection, set up as sqlite.org advises for WAL with many writers.
class PlainConnection {
 public:
  explicit PlainConnection(const std::string& file) {
    check(sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr));
    sqlite3_busy_timeout(handle_, 60'000);
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
  }
  ~PlainConnection() {
    for (sqlite3_stmt* statement : {begin_, insert_, commit_}) sqlite3_finalize(statement);
    sqlite3_close(handle_);
  }
  PlainConnection(const PlainConnection&) = delete;
  PlainConnection& operator=(const PlainConnection&) = delete;

  void run(const char* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }

  std::int64_t row_count() {
    sqlite3_stmt* statement = prepare("SELECT count(*) FROM orders");
    sqlite3_step(statement);
    const std::int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
  }

  void insert(std::int64_t id) {
    if (insert_ == nullptr) insert_ = prepare(std::string(kInsert).c_str());
    step(begin_);
    sqlite3_bind_int64(insert_, 1, id);
    sqlite3_bind_text(insert_, 2, kBody.data(), static_cast<int>(kBody.size()), SQLITE_STATIC);
    step(insert_);
    step(commit_);
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    return statement;
  }
  void step(sqlite3_stmt* statement) {
    const int answer = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (answer != SQLITE_DONE) check(answer);
  }
  void check(int answer) const {
    if (answer != SQLITE_OK) throw std::runtime_error(handle_ == nullptr ? "SQLite cannot open" : sqlite3_errmsg(handle_));
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

Count run_connections(const Task& task) {
  PlainConnection(task.file).run(kTable);
  std::vector<std::unique_ptr<PlainConnection>> connections;
  return run_callers(task, [&](int) {
    connections.push_back(std::make_unique<PlainConnection>(task.file));
    return [connection = connections.back().get()](std::int64_t id) { connection->insert(id); };
  });
}

Count run_one_connection(const Task& task) {
  PlainConnection connection(task.file);
  connection.run(kTable);
  std::mutex mutex;
  return run_callers(task, [&](int) {
    return [&](std::int64_t id) {
      const std::lock_guard lock(mutex);
      connection.insert(id);
    };
  });
}

int number_in(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || *end != '\0' || number < 1 || number > 1'000) throw std::runtime_error(text + " is not 1 to 1000");
  return number;
}

Task parse(const std::vector<std::string>& arguments) {
  Task task;
  if (arguments.empty() || arguments.size() % 2 == 0)
    throw std::runtime_error("usage: durable_writes MODE --callers N --seconds N --directory DIR");
  task.mode = arguments.front();
  for (std::size_t i = 1; i < arguments.size(); i += 2) {
    const std::string& value = arguments[i + 1];
    if (arguments[i] == "--callers") {
      task.callers = number_in(value);
    } else if (arguments[i] == "--seconds") {
      task.seconds = number_in(value);
    } else if (arguments[i] == "--directory") {
      task.directory = value;
    } else {
      throw std::runtime_error("unknown option " + arguments[i]);
    }
  }
  return task;
}

Count run(const Task& task) {
  if (task.mode == "writer") return run_writer(task);
  if (task.mode == "connections") return run_connections(task);
  if (task.mode == "one_connection") return run_one_connection(task);
  throw std::runtime_error("MODE is writer, connections or one_connection");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    Task task = parse({argv + 1, argv + argc});
    if (task.directory.empty()) throw std::runtime_error("--directory is missing");
    std::string folder = task.directory + "/durable-writes-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make " + folder);
    task.file = folder + "/orders.db";
    const Count count = run(task);
    if (PlainConnection(task.file).row_count() != count.writes) throw std::runtime_error("not every write is in the table");
    std::filesystem::remove_all(folder);
    fmt::print("{{\"mode\":\"{}\",\"callers\":{},\"writes\":{},\"seconds\":{:.3f}}}\n", task.mode, task.callers, count.writes,
               count.seconds);
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "durable_writes: {}\n", failure.what());
    return 1;
  }
}
