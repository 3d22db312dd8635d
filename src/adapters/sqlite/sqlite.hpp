// The Database port over one SQLite file: WAL, synchronous=FULL, foreign keys on, one writer thread that groups commits.
//
// Works of many callers share a commit, each in its own savepoint, so one disk sync serves them all. Readers run beside the
// writer on connections of their own. Other processes may use the file too: they take turns by SQLite's lock (a writer waits
// `busy_timeout`), and their notifications are heard within `poll_interval`.
#pragma once

#include <memory>
#include <string>

#include "ports/database.hpp"
#include "ports/log.hpp"
#include "values/instant.hpp"

namespace switchyard::adapters {

struct SqliteOptions {
  std::string file;                                      // Made (mode 0600) if it is not there; its folder must be.
  Duration busy_timeout = Duration::seconds(10);         // How long to wait for another process's transaction.
  Duration poll_interval = Duration::milliseconds(75);   // How often another process's notifications are looked for.
  Log* log = nullptr;                                    // Hears of listeners that throw; may be null, else outlives the database.
};

// Throws DatabaseError if the file can't be opened or is no database.
std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);

}  // namespace switchyard::adapters
