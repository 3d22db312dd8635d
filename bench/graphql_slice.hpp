// A slice of the contracting schema over data in memory: what the bench of the engine and its peer answer. 50 contracts, each with its
// customer, 2 accounts and 3 changes of state: about 31 KB of JSON.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/execution/execute.hpp"
#include "values/date.hpp"
#include "values/decimal.hpp"
#include "values/instant.hpp"

namespace switchyard::bench {

struct Customer {
  std::string id, name, email;
  bool is_tax_exempt = false;
};

struct Account {
  std::string id, account_number, utility, zip;
  Decimal annual_usage;
  std::string status;
};

struct StateChange {
  Instant at;
  std::string from, to, actor;
};

struct Contract {
  std::string id, number, state, supplier;
  std::int32_t term_months = 0;
  Date start_date;
  Decimal price;
  Instant created_at;
  std::size_t customer = 0;
};

struct Desk {
  std::vector<Contract> contracts;
  std::vector<Customer> customers;
  std::vector<std::vector<Account>> accounts;        // Of each contract.
  std::vector<std::vector<StateChange>> history;     // Of each contract.
};

Desk make_desk();
std::string_view slice_sdl();
std::string_view slice_query();
std::unique_ptr<graphql::ExecutableSchema> make_slice();

}  // namespace switchyard::bench
