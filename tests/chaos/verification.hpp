// Holds what is in the database against what the world outside knows.
#pragma once

#include "ports/database.hpp"
#include "tests/chaos/clients.hpp"

namespace switchyard::chaos {

// After any crash: every acknowledged write and order is there, no key has two orders, no order two fulfilments. Findings go to the record.
void verify_nothing_lost_or_doubled(Database& database, Record& record);

// When all has settled, besides: every order is fulfilled and has its event in the feed that was followed.
void verify_all_done(Database& database, Record& record);

}  // namespace switchyard::chaos
