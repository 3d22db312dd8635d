// Refusals with DocuSign's codes, each with the kind that gives its HTTP status. docs/esign.md lists them.
#pragma once

#include <string>
#include <string_view>

#include "values/error.hpp"

namespace switchyard::esign {

// Kinds: ENVELOPE_DOES_NOT_EXIST, DOCUMENT_DOES_NOT_EXIST, TEMPLATE_ID_INVALID and their like not_found; tokens and accounts unauthenticated;
// DOCUMENT_NOT_READY unavailable; everything else invalid (400). An empty message takes the code's usual one.
[[nodiscard]] Error esign_refusal(std::string_view code, std::string message = {});

}  // namespace switchyard::esign
