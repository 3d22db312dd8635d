// The accounts at DocuSign that settings and the data directory name: one an environment and, where docusign-partners.toml says so, one a partner.
#pragma once

#include <string>
#include <vector>

#include "adapters/docusign/docusign_options.hpp"
#include "app/installation.hpp"

namespace switchyard::app {

// "docusign" first where the settings give an integration key, then "docusign/prt_…" of each partner. Key files are read. Refused with the setting, file or
// key that is wrong. `public_url`: callbacks are asked for where it is https (see docs/signing.md).
Result<std::vector<adapters::DocusignOptions>> docusign_accounts(const Installation& installation, EnvironmentName environment, const std::string& public_url);

}  // namespace switchyard::app
