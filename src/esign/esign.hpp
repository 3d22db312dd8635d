// The room's whole promise in one include, for its REST edge and for app/.
#pragma once

#include "esign/accounts/access_tokens.hpp"           // IWYU pragma: export
#include "esign/accounts/account_desk.hpp"            // IWYU pragma: export
#include "esign/connect/connect_events.hpp"           // IWYU pragma: export
#include "esign/envelopes/consumer_disclosure.hpp"    // IWYU pragma: export
#include "esign/envelopes/envelope_clock.hpp"         // IWYU pragma: export
#include "esign/envelopes/envelope_listing.hpp"       // IWYU pragma: export
#include "esign/envelopes/envelope_store.hpp"         // IWYU pragma: export
#include "esign/envelopes/finished_documents.hpp"     // IWYU pragma: export
#include "esign/envelopes/letters.hpp"                // IWYU pragma: export
#include "esign/envelopes/sender_acts.hpp"            // IWYU pragma: export
#include "esign/envelopes/signer_acts.hpp"            // IWYU pragma: export
#include "esign/esign_migrations.hpp"                 // IWYU pragma: export
#include "esign/events/audit_events.hpp"              // IWYU pragma: export
#include "esign/templates/bulk_send.hpp"              // IWYU pragma: export
#include "esign/templates/template.hpp"               // IWYU pragma: export
