// Templates written; reading them: template.hpp.
#pragma once

#include "esign/templates/template.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

// With the bytes of its documents.
void insert_template(SqlTransaction& transaction, const Template& made);
void replace_template(SqlTransaction& transaction, const Template& former, const Template& now);
void lock_template(SqlTransaction& transaction, const TemplateId& id);

}  // namespace switchyard::esign
