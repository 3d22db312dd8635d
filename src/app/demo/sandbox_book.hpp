// The evergreen sandbox book of Test: the fictitious suppliers' sheets of the day, published through the same import as any
// supplier's file.
#pragma once

#include <vector>

#include "app/runtime/environment.hpp"
#include "pricing/sheets/import_report.hpp"

namespace switchyard::app {

// Imports the sheets of the business clock's day where they are not there yet; a report a file. Harmless on many nodes and any
// number of times: a file that is known is a duplicate.
Result<std::vector<pricing::ImportReport>> renew_sandbox_book(Installation& installation, Environment& test);

}  // namespace switchyard::app
