// Days on which suppliers and utilities work: Monday to Friday but for the federal holidays of the US (5 U.S.C. 6103), each kept on
// the Friday before or the Monday after where it falls on a weekend.
#pragma once

#include "values/date.hpp"

namespace switchyard::market {

[[nodiscard]] bool is_federal_holiday(Date day);
[[nodiscard]] bool is_business_day(Date day);

}  // namespace switchyard::market
