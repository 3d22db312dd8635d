// A quote as a proposal to the customer: its offers side by side, each over all sites. Total prices alone: no margin and nothing of a supplier's stack is in it.
#pragma once

#include "contracting/contracts/contract_desk.hpp"
#include "documents/render.hpp"
#include "pricing/quotes/quote.hpp"

namespace switchyard::contracting {

// The same quote gives the same bytes, except that offers whose time is over are marked. Lines of one supplier, product, term and start are one offer; its price is
// their prices by usage, half-up to 5 decimals. Refused: "templates_not_configured", "template_missing", "quote_mixed" (several commodities or units).
[[nodiscard]] Result<documents::RenderedPdf> render_proposal(const ContractDesk& desk, const pricing::Quote& quote);

}  // namespace switchyard::contracting
