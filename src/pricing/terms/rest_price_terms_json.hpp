// A row of the terms as /v1/price-terms and `switchyard terms --json` write it.
#pragma once

#include "http/json_writer.hpp"
#include "pricing/terms/terms_record.hpp"

namespace switchyard::pricing {

void write_price_terms(http::JsonWriter& json, const TermsRecord& record, Instant now);

}  // namespace switchyard::pricing
