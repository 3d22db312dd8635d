// From the cells of one row of reference data to its type. Each refuses with `invalid_reference`, the file and the line.
#pragma once

#include <string>
#include <vector>

#include "market/account_rules.hpp"
#include "market/reference.hpp"

namespace switchyard::market {

struct AccountNoteRow {
  std::string utility_code;
  AccountNote note;
};

[[nodiscard]] std::vector<std::string> utility_columns();
[[nodiscard]] std::vector<std::string> rate_class_columns();
[[nodiscard]] std::vector<std::string> zone_columns();
[[nodiscard]] std::vector<std::string> supplier_columns();

Result<Utility> read_utility(const ReferenceTable& table, std::size_t row);
Result<RateClass> read_rate_class(const ReferenceTable& table, std::size_t row);
Result<Zone> read_zone(const ReferenceTable& table, std::size_t row);
Result<Supplier> read_supplier(const ReferenceTable& table, std::size_t row);
Result<AliasRow> read_alias(const ReferenceTable& table, std::size_t row);
Result<AccountNoteRow> read_account_note(const ReferenceTable& table, std::size_t row);
Result<ZipRow> read_zip(const ReferenceTable& table, std::size_t row);
Result<ZipStateRow> read_zip_state(const ReferenceTable& table, std::size_t row);

// Compiles the patterns of all utilities, with their notes and their neighbors' forms.
Result<void> compile_rules(std::vector<Utility>& utilities, const std::vector<AccountNoteRow>& notes);

}  // namespace switchyard::market
