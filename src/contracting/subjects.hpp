// Things of a partner that files and notes may belong to, by the text of their id.
#pragma once

#include <string_view>

#include "access/caller.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// Whether it is a customer, service account or contract of this partner.
[[nodiscard]] bool is_subject_of(SqlReader& reader, const access::PartnerId& partner, std::string_view id);

}  // namespace switchyard::contracting
