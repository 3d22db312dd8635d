#include "contracting/paperwork/paper_texts.hpp"

namespace switchyard::contracting {

std::string_view paper_text(PaperText text, std::string_view language) {
  const bool spanish = language == "es";
  switch (text) {
    case PaperText::unknown: return "–";
    case PaperText::holdover:
      return spanish ? "Si no se renueva, el suministro continúa de mes a mes al precio de prórroga del Proveedor hasta que una de las partes lo termine con 30 días de aviso."
                     : "Unless it is renewed, supply goes on from month to month at the Supplier's holdover price until either party ends it with 30 days' notice.";
    case PaperText::early_termination:
      return spanish ? "Si el Cliente termina antes, paga la pérdida del Proveedor: el consumo estimado restante por la diferencia entre el precio del contrato y el del mercado, si es positiva."
                     : "If the Customer ends it early, it pays the Supplier's loss: the remaining estimated usage times what the contract price is above the market price, if it is.";
    case PaperText::fixed_for_the_term: return spanish ? "fijo durante el plazo" : "fixed for the term";
    case PaperText::energy_supply: return spanish ? "Suministro de energía" : "Energy supply";
    case PaperText::paid_by_supplier: return spanish ? "El Proveedor, con cargo al precio que paga el Cliente" : "The Supplier, out of the price that the Customer pays";
    case PaperText::paid_by_usage: return spanish ? "Una cantidad por unidad consumida" : "An amount for each unit that is used";
    case PaperText::supplier_texas_terms:
      return spanish ? "Como dicen las condiciones del Proveedor." : "As the Supplier's own terms say.";
  }
  return {};
}

}  // namespace switchyard::contracting
