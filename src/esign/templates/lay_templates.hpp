// A definition with its templates laid under it: plain documents, recipients and fields. Pure but for reading templates.
#pragma once

#include "esign/envelopes/envelope_definition.hpp"
#include "esign/guid.hpp"
#include "ports/database.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// templateId and templateRoles; composite templates, by ascending sequence. Refused as TEMPLATE_ID_INVALID, and INVALID_REQUEST_PARAMETER for a role that the template does not have.
Result<EnvelopeDefinition> lay_templates(SqlReader& reader, const AccountId& account, const EnvelopeDefinition& definition);

}  // namespace switchyard::esign
