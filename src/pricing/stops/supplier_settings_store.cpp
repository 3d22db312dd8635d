#include "pricing/stops/supplier_settings_store.hpp"

namespace switchyard::pricing {

SupplierSettings read_supplier_settings(SqlReader& reader, std::string_view supplier) {
  SupplierSettings settings;
  reader.query("SELECT quote_policy, move_limit_millionths, row_move_limit_millionths FROM supplier_settings WHERE supplier = $1", {supplier},
               [&](const SqlRow& row) {
                 settings = {parse_quote_policy(row.text(0)).value(), row.integer(1), row.integer(2)};
               });
  return settings;
}

void keep_supplier_settings(SqlTransaction& transaction, std::string_view supplier, const SupplierSettings& settings, Instant at, std::string_view by) {
  transaction.execute(
      "INSERT INTO supplier_settings (supplier, quote_policy, move_limit_millionths, row_move_limit_millionths, changed_at_ms, changed_by)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (supplier) DO UPDATE SET quote_policy = excluded.quote_policy,"
      " move_limit_millionths = excluded.move_limit_millionths, row_move_limit_millionths = excluded.row_move_limit_millionths,"
      " changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by",
      {supplier, text_of(settings.quote_policy), settings.move_limit_millionths, settings.row_move_limit_millionths, at.unix_ms(), by});
}

}  // namespace switchyard::pricing
