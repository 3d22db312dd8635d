#include "adapters/database/work_guard.hpp"

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {
thread_local const void* running_for = nullptr;
}

WorkGuard::WorkGuard(const void* database) : outer_(running_for) { running_for = database; }
WorkGuard::~WorkGuard() { running_for = outer_; }

void WorkGuard::refuse_inside(const void* database) {
  const bool called_from_its_own_work = running_for == database;
  ENSURE(!called_from_its_own_work);
}

}  // namespace switchyard::adapters
