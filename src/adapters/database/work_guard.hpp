// Catches a work that calls its own database again: on SQLite it would wait for itself, on PostgreSQL it would not see its own writes.
#pragma once

namespace switchyard::adapters {

// Stands while a work of `database` runs on this thread.
class WorkGuard {
 public:
  explicit WorkGuard(const void* database);
  ~WorkGuard();
  WorkGuard(const WorkGuard&) = delete;
  WorkGuard& operator=(const WorkGuard&) = delete;

  // Throws Bug if a work of `database` is running on this thread.
  static void refuse_inside(const void* database);

 private:
  const void* outer_;
};

}  // namespace switchyard::adapters
