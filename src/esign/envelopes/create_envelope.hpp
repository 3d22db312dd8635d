// What the making of envelopes shares with their correction: ids and fresh states for what a sender asks for.
#pragma once

#include "esign/envelopes/recipient.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// With its tabs.
void prepare_recipient(const EsignService& service, Recipient& recipient);
void prepare_tab(const EsignService& service, const Recipient& owner, Tab& tab);

}  // namespace switchyard::esign
