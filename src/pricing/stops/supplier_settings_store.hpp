// The SQL of suppliers' settings.
#pragma once

#include "pricing/stops/supplier_settings.hpp"

namespace switchyard::pricing {

void keep_supplier_settings(SqlTransaction& transaction, std::string_view supplier, const SupplierSettings& settings, Instant at, std::string_view by);

}  // namespace switchyard::pricing
