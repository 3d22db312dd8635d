// A certificate that signs itself, for demos and first starts. Clients must be told to trust it.
#pragma once

#include <string>
#include <vector>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::http {

// Writes a P-256 key (mode 0600) and a certificate for `names` (DNS names and addresses; at least one), valid from an hour
// before `now` for 825 days. Files that are there are replaced. Refused with `cannot_write_certificate`.
Result<void> make_self_signed(const std::string& certificate_file, const std::string& key_file, const std::vector<std::string>& names, Instant now);

}  // namespace switchyard::http
