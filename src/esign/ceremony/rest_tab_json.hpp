// A signer's tabs as the page has them.
#pragma once

#include <string>

#include "esign/ceremony/standing.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {

void write_tabs(http::JsonWriter& json, const Standing& standing);

}  // namespace switchyard::esign
