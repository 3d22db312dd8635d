// Explanations as an answer of GET /v1/prices has them.
#pragma once

#include <vector>

#include "http/json_writer.hpp"
#include "pricing/why_not/why_not.hpp"

namespace switchyard::pricing {

// The member "explanations". `shows_sheets`: for operators, with "sheetId".
void write_explanations(http::JsonWriter& json, const std::vector<Explanation>& explanations, bool shows_sheets);

}  // namespace switchyard::pricing
