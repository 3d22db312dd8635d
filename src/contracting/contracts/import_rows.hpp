// Rows of an imported table, understood: every cell that is wrong is named, nothing is guessed. Pure. Private to the room.
#pragma once

#include <map>

#include "contracting/contracts/import_contracts.hpp"
#include "contracting/service_accounts/service_account.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {

struct ImportRow {
  std::int64_t row = 0;                  // Of the file.
  std::string customer_legal_name = {};
  std::string customer_reference = {};
  std::string contract_number = {};
  std::string supplier = {};
  std::string supplier_name = {};
  std::string owner_agent = {};
  std::string sub_agency = {};
  std::string product = {};
  ServiceAccountDetails meter = {};
  UnitPrice price = {};
  std::int64_t price_decimals = 5;
  Date start = {};
  Date end = {};
  std::optional<Date> signed_on = {};
};

// By contract number, in the order of their first rows. Errors are added; a row with one is left out.
struct ImportedContract {
  std::string number;
  std::vector<ImportRow> rows;
};
[[nodiscard]] std::vector<ImportedContract> read_import_rows(const ImportTable& table, const market::Market& market, std::vector<ImportError>& errors);

}  // namespace switchyard::contracting
