// SigningProvider over the DocuSign eSignature REST API v2.1.
#pragma once

#include <memory>

#include "access/jose_port.hpp"
#include "adapters/docusign/docusign_options.hpp"
#include "ports/clock.hpp"
#include "ports/http_client.hpp"
#include "ports/log.hpp"
#include "signing/provider_port.hpp"

namespace switchyard::adapters {

// setting_invalid where the options or a key are wrong; nothing is asked of the network yet. All references outlive it.
Result<std::unique_ptr<signing::SigningProvider>> make_docusign_provider(DocusignOptions options, HttpClient& http, const access::Jose& jose, SecurityClock clock, Log& log);

}  // namespace switchyard::adapters
